// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chartpalette.h"
#include "core/connectionevent.h"

#include <QHash>
#include <QWidget>

#include <memory>
#include <span>
#include <vector>

namespace heartline {

class EventsDelegate;
class EventsModel;
class EventsPresentation;
namespace Ui {
class EventsPanel;
}

/// The Events tab. GUI thread.
class EventsPanel : public QWidget {
    Q_OBJECT

public:
    explicit EventsPanel(QWidget *parent = nullptr);
    ~EventsPanel() override;

    void setChartPalette(const ChartPalette &palette);
    void setNames(const QHash<ConnectionId, QString> &names);
    void append(std::span<const ConnectionEvent> events);
    /// Events of the log, in order of time.
    void fill(std::vector<ConnectionEvent> events);
    void setSelection(const std::vector<ConnectionId> &ids);

    /// The panel's buttons, to be placed beside the tabs.
    QWidget *controls() const;

    QByteArray saveColumns() const;
    void restoreColumns(const QByteArray &state);

Q_SIGNALS:
    void connectionActivated(const heartline::ConnectionId &id);

protected:
    void changeEvent(QEvent *event) override;

private:
    void applyFilter();

    std::unique_ptr<Ui::EventsPanel> m_ui;
    EventsModel *m_model;
    EventsPresentation *m_presentation;
    EventsDelegate *m_delegate;
    std::vector<ConnectionId> m_selection;
};

} // namespace heartline
