// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/liveupdate.h"
#include "core/profile.h"
#include "storage/loggedconnection.h"
#include "storage/recordwriter.h"

#include <QFile>
#include <QHash>

#include <memory>
#include <vector>

namespace heartline {

/// Writes what happens to standard output as it happens: events as lines for people, or beats and
/// events as NDJSON with the fields of the export.
class MonitorOutput {
public:
    enum class Style { Text, Json };

    MonitorOutput(Style style, const std::vector<Profile> &profiles);
    ~MonitorOutput();

    void write(const LiveUpdate &update);

private:
    void writeText(const ConnectionEvent &event);
    const LoggedConnection &connection(const ConnectionId &id) const;

    Style m_style;
    QFile m_stdout;
    QHash<ConnectionId, LoggedConnection> m_connections;
    std::unique_ptr<RecordWriter> m_beats;
    std::unique_ptr<RecordWriter> m_events;
};

} // namespace heartline
