// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/logwriter.h"

#include <QObject>

#include <optional>

namespace heartline {

class MessageBar;
class Workspace;

/// Says in the message bar what is wrong with the log, the profiles and the charts, and that a demo
/// does not last. GUI thread.
class WindowMessages : public QObject {
    Q_OBJECT

public:
    /// Bar and workspace must outlive it.
    WindowMessages(MessageBar &bar, Workspace &workspace, QObject *parent);

    void setLogStatus(const LogWriter::Status &status);
    /// Why what was logged cannot be read; empty: it can.
    void setHistoryError(const QString &error);
    /// Why a chart could not be saved.
    void setChartError(const QString &error);
    void setDemo(bool isDemo);
    void retranslate();

private:
    void showLogStatus();
    void showSaveError();
    void showDemoNote();

    MessageBar &m_bar;
    Workspace &m_workspace;
    std::optional<LogWriter::Status> m_logStatus;
    bool m_isDemo = false;
};

} // namespace heartline
