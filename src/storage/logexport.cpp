// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/logexport.h"

#include "storage/recordwriter.h"

#include <QFileInfo>
#include <QSaveFile>

#include <algorithm>
#include <optional>

using namespace Qt::Literals::StringLiterals;

namespace heartline {

Result<qint64> LogExport::run(const Options &options, QIODevice &device, const Progress &progress)
{
    auto reader = LogReader::open(options.logFile);
    if (!reader)
        return tl::unexpected(reader.error());
    const bool beats = options.content == ExportContent::Beats;
    auto total = beats ? reader->countBeats(options.query) : reader->countEvents(options.query);
    if (!total)
        return total;

    const auto writer = RecordWriter::create(options.format, options.content, device);
    qint64 rows = 0;
    std::optional<Error> error;
    const auto report = [&] {
        // A log that grows meanwhile may have more rows than were counted.
        if (!progress || progress(rows, std::max(*total, rows)))
            return true;
        error = Error{Error::Kind::Cancelled, u"The export was cancelled."_s, {}};
        return false;
    };
    const auto visit = [&](const auto &row, const LoggedConnection &connection) {
        if (const auto written = writer->write(row, connection.name); !written) {
            error = written.error();
            return false;
        }
        ++rows;
        return rows % ProgressRows != 0 || report();
    };

    writer->begin();
    if (report()) {
        const auto read = beats ? reader->forEachBeat(options.query, visit)
                                : reader->forEachEvent(options.query, visit);
        if (!read)
            return tl::unexpected(read.error());
    }
    if (!error)
        report();
    if (error)
        return tl::unexpected(*error);
    if (const auto ended = writer->end(); !ended)
        return tl::unexpected(ended.error());
    return rows;
}

Result<qint64> LogExport::runToFile(const Options &options, const QString &path,
                                    const Progress &progress)
{
    const QString log = QFileInfo(options.logFile).canonicalFilePath();
    if (!log.isEmpty() && QFileInfo(path).canonicalFilePath() == log) {
        return failure(
                Error::Kind::InvalidInput,
                u"The export would replace the log \"%1\" itself; choose another file."_s.arg(
                        path));
    }
    QSaveFile file(path);
    const auto failed = [&] {
        return failure(Error::Kind::Io,
                       u"Cannot write the export \"%1\": %2. Choose another file or free some "
                       "space."_s.arg(path, file.errorString()));
    };
    if (!file.open(QIODevice::WriteOnly))
        return failed();
    auto rows = run(options, file, progress);
    if (!rows)
        return rows; // the destructor removes the temporary file
    // Qt 6.4: commit() does not notice that the last flush, its own, fails.
    if (!file.flush() || !file.commit())
        return failed();
    return rows;
}

} // namespace heartline
