// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chartpalette.h"

#include <QWidget>

#include <memory>
#include <optional>

namespace heartline {

class DetailsModel;
class DetailsPresentation;
class RowDelegate;
struct ConnectionDetails;
namespace Ui {
class DetailsPanel;
}

/// The Details tab: handshake, TLS, TCP and the last cause of one connection, and how
/// true its figures are. GUI thread.
class DetailsPanel : public QWidget {
    Q_OBJECT

public:
    explicit DetailsPanel(QWidget *parent = nullptr);
    ~DetailsPanel() override;

    void setChartPalette(const ChartPalette &palette);
    void setDetails(std::optional<ConnectionDetails> details);

    QWidget *controls() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    std::unique_ptr<Ui::DetailsPanel> m_ui;
    DetailsModel *m_model;
    DetailsPresentation *m_presentation;
    RowDelegate *m_delegate;
};

} // namespace heartline
