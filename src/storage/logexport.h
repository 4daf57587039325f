// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "storage/exportformat.h"
#include "storage/logreader.h"

#include <QIODevice>
#include <QString>

#include <functional>

namespace heartline {

/// Exports a log. Runs in the thread that calls it, in constant memory.
class LogExport {
public:
    /// Rows between two calls of the progress function.
    static constexpr qint64 ProgressRows = 2'048;

    struct Options {
        QString logFile;
        ExportFormat format = ExportFormat::Csv;
        ExportContent content = ExportContent::Beats;
        LogReader::Query query;
    };

    /// Takes the rows done and the rows in total; returning false cancels.
    using Progress = std::function<bool(qint64 done, qint64 total)>;

    /// Writes to an open device. The result is the number of rows, or an error of kind Cancelled.
    static Result<qint64> run(const Options &options, QIODevice &device, const Progress &progress);

    /// Replaces the file `path` when all is written; after an error or a cancel it is as it was.
    static Result<qint64> runToFile(const Options &options, const QString &path,
                                    const Progress &progress);
};

} // namespace heartline
