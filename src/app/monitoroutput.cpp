// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/monitoroutput.h"

#include "app/terminaltext.h"
#include "core/clock.h"

#include <algorithm>
#include <cstdio>

using namespace Qt::Literals::StringLiterals;

namespace heartline {

MonitorOutput::MonitorOutput(Style style, const std::vector<Profile> &profiles)
    : m_style(style)
{
    (void)m_stdout.open(stdout, QIODevice::WriteOnly); // where not, write() tells
    m_names.reserve(static_cast<qsizetype>(profiles.size()));
    for (const Profile &profile : profiles)
        m_names.insert(profile.id, profile.name);
    if (style == Style::Json) {
        m_beats = RecordWriter::create(ExportFormat::Ndjson, ExportContent::Beats, m_stdout);
        m_events = RecordWriter::create(ExportFormat::Ndjson, ExportContent::Events, m_stdout);
    }
}

MonitorOutput::~MonitorOutput() = default;

const QString &MonitorOutput::nameOf(const ConnectionId &id) const
{
    return *m_names.constFind(id); // updates of unknown connections do not get past MonitorSession
}

Result<void> MonitorOutput::write(const LiveUpdate &update)
{
    const bool written = m_style == Style::Json
            ? writeRecords(update)
            : std::ranges::all_of(update.events, [this](const ConnectionEvent &event) {
                  return writeText(event);
              });
    if (!written || !m_stdout.flush()) {
        return failure(Error::Kind::Io,
                       u"Writing to standard output failed: %1"_s.arg(m_stdout.errorString()));
    }
    return {};
}

bool MonitorOutput::writeRecords(const LiveUpdate &update)
{
    for (const Beat &beat : update.beats) {
        if (!m_beats->write(beat, nameOf(beat.connection)))
            return false;
    }
    // Of NDJSON the end of a record is the end of a line: end() only hands on what has been
    // collected.
    if (!m_beats->end())
        return false;
    for (const ConnectionEvent &event : update.events) {
        if (!m_events->write(event, nameOf(event.connection)))
            return false;
    }
    return m_events->end().has_value();
}

bool MonitorOutput::writeText(const ConnectionEvent &event)
{
    const CloseCause &cause = event.cause;
    QString line = u"%1  %2  %3 -> %4  %5 %6"_s.arg(
            Clock::toIso8601(event.at), nameOf(event.connection), toName(event.from),
            toName(event.to), toName(cause.origin), toName(cause.cause));
    if (cause.closeCode)
        line += u" "_s + QString::number(*cause.closeCode);
    if (!cause.closeReason.isEmpty())
        line += u" \""_s + cause.closeReason + u'"';
    if (!cause.detail.isEmpty())
        line += u" ("_s + cause.detail + u')';
    const QByteArray bytes = escapedForTerminal(line).toUtf8() + '\n';
    return m_stdout.write(bytes) == bytes.size();
}

} // namespace heartline
