// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chartpalette.h"
#include "core/liveupdate.h"
#include "storage/logwriter.h"

#include <QSet>
#include <QWidget>

#include <array>
#include <memory>
#include <optional>

class QToolButton;

namespace heartline {

namespace Ui {
class StatusStrip;
}

/// The status bar: counts by state that filter when clicked, the rate of beats, how late they
/// leave, the log. GUI thread.
class StatusStrip : public QWidget {
    Q_OBJECT

public:
    explicit StatusStrip(QWidget *parent = nullptr);
    ~StatusStrip() override;

    void setChartPalette(const ChartPalette &palette);
    void setTotals(const LiveTotals &totals);
    void setLogStatus(const LogWriter::Status &status);

    /// Which counts are pressed; empty: none.
    QSet<ConnectionState> states() const;
    void clearStates();

Q_SIGNALS:
    void statesChanged(const QSet<heartline::ConnectionState> &states);

protected:
    void changeEvent(QEvent *event) override;

private:
    void updateStates();
    void updateFigures();
    void keepPlaces();
    void updateDropped();
    void updateLog();
    static QString label(int count, ConnectionState state);
    QToolButton *button(ConnectionState state) const;

    std::unique_ptr<Ui::StatusStrip> m_ui;
    std::array<QToolButton *, ConnectionStateCount> m_buttons{};
    ChartPalette m_palette;
    LiveTotals m_totals;
    qsizetype m_digits = 0; ///< Of the counts that the buttons have room for.
    std::optional<LogWriter::Status> m_log;
};

} // namespace heartline
