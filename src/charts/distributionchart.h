// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chartpalette.h"
#include "core/beat.h"
#include "core/latencyhistogram.h"

#include <QChartView>

#include <memory>
#include <vector>

namespace heartline {

/// How round trips are distributed: a histogram over a logarithmic axis for each connection, with
/// its percentiles marked. GUI thread.
class DistributionChart : public QChartView {
    Q_OBJECT

public:
    static constexpr std::size_t MaximumSeries = 12;

    struct Series {
        ConnectionId id;
        QString name; ///< Untrusted; painted as plain text.
        LatencyHistogram histogram;
    };

    explicit DistributionChart(QWidget *parent = nullptr);
    ~DistributionChart() override;

    void setChartPalette(const ChartPalette &palette);
    void setSeries(std::vector<Series> series);
    void clear();
    /// The words shown while there is nothing to show.
    void setPlaceholder(const QString &text);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void drawForeground(QPainter *painter, const QRectF &rect) override;

private:
    class Private;
    std::unique_ptr<Private> m_d;
};

} // namespace heartline
