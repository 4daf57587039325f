// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workersoption.h"

#include "monitor/monitorsession.h"

using namespace Qt::Literals::StringLiterals;

namespace heartline {

QCommandLineOption workersOption()
{
    return {u"workers"_s, u"Network threads; default: one less than there are cores."_s, u"N"_s};
}

Result<int> workersFrom(const QCommandLineParser &parser)
{
    if (!parser.isSet(u"workers"_s))
        return 0;
    const QString text = parser.value(u"workers"_s);
    bool ok = false;
    const int workers = text.toInt(&ok);
    if (!ok || workers < 1 || workers > MonitorSession::MaximumWorkers) {
        return failure(Error::Kind::InvalidInput,
                       u"--workers \"%1\" is not a number between 1 and %2"_s.arg(text).arg(
                               MonitorSession::MaximumWorkers));
    }
    return workers;
}

} // namespace heartline
