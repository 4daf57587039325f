// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "core/liveupdate.h"
#include "core/profile.h"
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

    /// Returns when standard output has taken it; an error leaves the output cut off anywhere.
    Result<void> write(const LiveUpdate &update);

private:
    bool writeText(const ConnectionEvent &event);
    bool writeRecords(const LiveUpdate &update);
    const QString &nameOf(const ConnectionId &id) const;

    Style m_style;
    QFile m_stdout;
    QHash<ConnectionId, QString> m_names;
    std::unique_ptr<RecordWriter> m_beats;
    std::unique_ptr<RecordWriter> m_events;
};

} // namespace heartline
