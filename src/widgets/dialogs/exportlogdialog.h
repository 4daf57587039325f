// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/beat.h"
#include "storage/logexport.h"

#include <QDialog>

#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace heartline {

class ExportJob;
class FieldMarks;

namespace Ui {
class ExportLogDialog;
}

/// Exports the log: what, in which format, of which time and connections, with progress and cancel.
/// GUI thread; the export runs in a thread of its own.
class ExportLogDialog : public QDialog {
    Q_OBJECT

public:
    /// What there is to export.
    struct Source {
        QString logFile;
        std::vector<ConnectionId> selected; ///< Of the table; may be empty.
        std::optional<std::pair<qint64, qint64>> visible; ///< The chart's range, UTC microseconds.
    };

    explicit ExportLogDialog(Source source, QWidget *parent = nullptr);
    ~ExportLogDialog() override;

    void setFile(const QString &path);
    /// As chosen; `nowUs` is the end of ranges such as the last hour.
    LogExport::Options options(qint64 nowUs) const;

public Q_SLOTS:
    /// Cancels an export that is running.
    void done(int result) override;

private:
    enum class Range { All, LastHour, Today, Visible, Custom };

    void fill();
    void onFormatChanged();
    void validate();
    void startOrCancel();
    void showProgress(qint64 rows, qint64 total);
    void showResult();
    void showRunning(bool running);
    QString suffix() const;

    std::unique_ptr<Ui::ExportLogDialog> m_ui;
    Source m_source;
    FieldMarks *m_marks;
    ExportJob *m_job;
};

} // namespace heartline
