// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/monitoroutput.h"

#include "app/terminaltext.h"
#include "core/clock.h"
#include "profiles/urlrules.h"

#include <cstdio>

using namespace Qt::Literals::StringLiterals;

namespace heartline {

MonitorOutput::MonitorOutput(Style style, const std::vector<Profile> &profiles)
    : m_style(style)
{
    if (!m_stdout.open(stdout, QIODevice::WriteOnly))
        std::fputs("heartline-cli: cannot write to standard output\n", stderr);
    for (const Profile &profile : profiles) {
        m_connections.insert(profile.id,
                             {profile.id, profile.name, profile.group, displayUrl(profile.url)});
    }
    if (style == Style::Json) {
        m_beats = RecordWriter::create(ExportFormat::Ndjson, ExportContent::Beats, m_stdout);
        m_events = RecordWriter::create(ExportFormat::Ndjson, ExportContent::Events, m_stdout);
    }
}

MonitorOutput::~MonitorOutput() = default;

const LoggedConnection &MonitorOutput::connection(const ConnectionId &id) const
{
    return *m_connections.constFind(
            id); // updates of unknown connections do not get past MonitorSession
}

void MonitorOutput::write(const LiveUpdate &update)
{
    if (m_style == Style::Text) {
        for (const ConnectionEvent &event : update.events)
            writeText(event);
    } else {
        // Of NDJSON the end of a record is the end of a line: end() only hands on what has been
        // collected.
        for (const Beat &beat : update.beats)
            (void)m_beats->write(beat, connection(beat.connection));
        (void)m_beats->end();
        for (const ConnectionEvent &event : update.events)
            (void)m_events->write(event, connection(event.connection));
        (void)m_events->end();
    }
    m_stdout.flush();
}

void MonitorOutput::writeText(const ConnectionEvent &event)
{
    const CloseCause &cause = event.cause;
    QString line = u"%1  %2  %3 -> %4  %5 %6"_s.arg(
            Clock::toIso8601(event.at), connection(event.connection).name, toName(event.from),
            toName(event.to), toName(cause.origin), toName(cause.cause));
    if (cause.closeCode)
        line += u" "_s + QString::number(*cause.closeCode);
    if (!cause.closeReason.isEmpty())
        line += u" \""_s + cause.closeReason + u'"';
    if (!cause.detail.isEmpty())
        line += u" ("_s + cause.detail + u')';
    m_stdout.write(escapedForTerminal(line).toUtf8() + '\n');
}

} // namespace heartline
