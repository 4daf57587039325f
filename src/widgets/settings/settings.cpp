// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/settings/settings.h"

#include <QSettings>
#include <QStandardPaths>

using namespace Qt::Literals::StringLiterals;

namespace heartline {

namespace {

using Milliseconds = std::chrono::milliseconds;

namespace Key {
const QString Kind = u"newConnection/heartbeat"_s;
const QString Interval = u"newConnection/intervalMs"_s;
const QString Timeout = u"newConnection/timeoutMs"_s;
const QString Late = u"newConnection/lateMs"_s;
const QString Misses = u"newConnection/missesAllowed"_s;
const QString Reconnect = u"newConnection/reconnect"_s;
const QString LogFile = u"log/file"_s;
} // namespace Key

qint64 number(const QSettings &store, const QString &key, qint64 byDefault, qint64 minimum,
              qint64 maximum)
{
    bool isNumber = false;
    const qint64 value = store.value(key).toLongLong(&isNumber);
    return isNumber && value >= minimum && value <= maximum ? value : byDefault;
}

Milliseconds duration(const QSettings &store, const QString &key, Milliseconds byDefault,
                      Milliseconds minimum)
{
    return Milliseconds(number(store, key, byDefault.count(), minimum.count(),
                               HeartbeatRule::MaximumInterval.count()));
}

} // namespace

Settings Settings::load()
{
    using Rule = HeartbeatRule;
    const QSettings store;
    Settings settings;
    Rule &rule = settings.newConnection.heartbeat;
    rule.kind = heartbeatKindFromName(store.value(Key::Kind).toString()).value_or(rule.kind);
    rule.interval = duration(store, Key::Interval, rule.interval, Rule::MinimumInterval);
    rule.timeout = duration(store, Key::Timeout, rule.timeout, Rule::MinimumInterval);
    rule.late =
            std::min(duration(store, Key::Late, Rule::defaultLate(rule.timeout), Rule::MinimumLate),
                     rule.timeout);
    rule.missesAllowed =
            static_cast<int>(number(store, Key::Misses, rule.missesAllowed,
                                    Rule::MinimumMissesAllowed, Rule::MaximumMissesAllowed));
    settings.newConnection.reconnect.enabled = store.value(Key::Reconnect, true).toBool();
    settings.logFile = store.value(Key::LogFile).toString();
    return settings;
}

void Settings::save() const
{
    const HeartbeatRule &rule = newConnection.heartbeat;
    QSettings store;
    store.setValue(Key::Kind, QString(toName(rule.kind)));
    store.setValue(Key::Interval, qint64(rule.interval.count()));
    store.setValue(Key::Timeout, qint64(rule.timeout.count()));
    store.setValue(Key::Late, qint64(rule.late.count()));
    store.setValue(Key::Misses, rule.missesAllowed);
    store.setValue(Key::Reconnect, newConnection.reconnect.enabled);
    store.setValue(Key::LogFile, logFile);
}

QString Settings::defaultLogFile()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)
            + "/heartline-log.sqlite"_L1;
}

} // namespace heartline
