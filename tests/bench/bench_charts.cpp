// SPDX-License-Identifier: GPL-3.0-or-later
// Milliseconds of processor time a frame of the latency chart (decimate and paint 1200 x 600 while
// panning), against QLineSeries::replace() with the same points in the same run:
//   QT_QPA_PLATFORM=offscreen ./bench_charts
// or, with --live, the share of a core that ten connections at 5 s cost while they are looked at.

#include "charts/latencychart.h"
#include "charts/latencyplot.h"
#include "charts/plotmargins.h"
#include "charts/statetimeline.h"
#include "charts/timewindow.h"

#include <QApplication>
#include <QChart>
#include <QChartView>
#include <QGraphicsScene>
#include <QLineSeries>
#include <QPainter>
#include <QRandomGenerator>
#include <QTextStream>
#include <QTimer>
#include <QValueAxis>

#include <algorithm>
#include <ctime>

using namespace heartline;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr QSize size(1200, 600);
constexpr qint64 end = 1'770'000'000'000'000;
constexpr int ownFrames = 30;
constexpr int qtFrames = 3;

std::vector<ChartPoint> jitter(qint64 count, quint32 seed)
{
    QRandomGenerator random(seed);
    const double typical = 20e6 * (1 + seed % 12);
    std::vector<ChartPoint> points;
    for (qint64 i = count; i-- > 0;) {
        double value = typical * (1.0 + 0.2 * (random.generateDouble() - 0.5));
        if (random.bounded(200) == 0)
            value *= 1.0 + random.generateDouble();
        points.push_back({end - i * TimeWindow::SecondUs, static_cast<qint64>(value), 40'000,
                          BeatOutcome::Ok, 1});
    }
    return points;
}

struct Frame {
    double median = 0.0;
    double worst = 0.0;
};

template<typename Draw>
Frame measure(int frames, Draw &&draw)
{
    std::vector<double> times;
    for (int i = 0; i < frames; ++i) {
        // Of the processor, not of the clock: other programs may be busy.
        const std::clock_t before = std::clock();
        draw(i);
        times.push_back(static_cast<double>(std::clock() - before) * 1000.0 / CLOCKS_PER_SEC);
    }
    std::sort(times.begin(), times.end());
    return {times[times.size() / 2], times.back()};
}

Frame measureOwn(int series, const std::vector<std::vector<ChartPoint>> &points, qint64 spanUs,
                 qint64 pixelUs)
{
    LatencyLines lines(40, 4'000'000, 604'800);
    std::vector<LatencySeries> names;
    for (int i = 0; i < series; ++i) {
        names.push_back({ConnectionId(uint(i + 1), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
                         u"Connection %1"_s.arg(i),
                         200'000'000,
                         false,
                         {}});
    }
    lines.setSeries(names);
    for (int i = 0; i < series; ++i)
        lines.replace(names[std::size_t(i)].id, points[std::size_t(i)]);

    TimeWindow window;
    window.setNow(end);
    window.setRange(end - spanUs, end);
    QGraphicsScene scene;
    auto *const plot = new LatencyPlot(lines, window, nullptr);
    scene.addItem(plot);
    plot->setFont(QApplication::font());
    plot->arrange(size, 60, 36);
    QImage image(size, QImage::Format_RGB32);
    return measure(ownFrames, [&](int) {
        window.pan(-pixelUs);
        plot->prepare(1.0);
        image.fill(Qt::white);
        QPainter painter(&image);
        plot->paint(&painter, nullptr, nullptr);
    });
}

Frame measureQt(int series, const std::vector<std::vector<ChartPoint>> &points, qint64 spanUs,
                qint64 pixelUs)
{
    QChartView view;
    view.resize(size);
    view.setRenderHint(QPainter::Antialiasing);
    auto *const chart = new QChart;
    chart->legend()->hide();
    view.setChart(chart);
    auto *const x = new QValueAxis;
    auto *const y = new QValueAxis;
    chart->addAxis(x, Qt::AlignBottom);
    chart->addAxis(y, Qt::AlignLeft);
    y->setRange(0.0, 500.0);
    std::vector<QLineSeries *> lines;
    std::vector<QList<QPointF>> values;
    for (int i = 0; i < series; ++i) {
        auto *const line = new QLineSeries;
        chart->addSeries(line);
        line->attachAxis(x);
        line->attachAxis(y);
        lines.push_back(line);
        QList<QPointF> list;
        for (const ChartPoint &point : points[std::size_t(i)]) {
            list.append(QPointF(static_cast<double>(point.timeUs - end) / 1e6,
                                static_cast<double>(point.valueNs) / 1e6));
        }
        values.push_back(list);
    }
    view.show();
    QImage image(size, QImage::Format_RGB32);
    return measure(qtFrames, [&](int frame) {
        for (std::size_t i = 0; i < lines.size(); ++i)
            lines[i]->replace(values[i]);
        const double right = -static_cast<double>(pixelUs) * (frame + 1) / 1e6;
        x->setRange(right - static_cast<double>(spanUs) / 1e6, right);
        QCoreApplication::processEvents();
        QPainter painter(&image);
        view.render(&painter);
    });
}

void compare(QTextStream &out, int series, qint64 count)
{
    std::vector<std::vector<ChartPoint>> points;
    for (int i = 0; i < series; ++i)
        points.push_back(jitter(count, quint32(i)));
    const qint64 span = count * TimeWindow::SecondUs;
    const qint64 pixel = span / 1104;
    const Frame own = measureOwn(series, points, span, pixel);
    const Frame qt = measureQt(series, points, span, pixel);
    out << u"%1 x %2: own %3 ms (worst %4), QLineSeries %5 ms (worst %6), ratio %7\n"_s.arg(series)
                    .arg(count)
                    .arg(own.median, 0, 'f', 2)
                    .arg(own.worst, 0, 'f', 2)
                    .arg(qt.median, 0, 'f', 1)
                    .arg(qt.worst, 0, 'f', 1)
                    .arg(qt.median / own.median, 0, 'f', 1);
    out.flush();
}

int measureLive(QTextStream &out)
{
    constexpr int connections = 10;
    constexpr int seconds = 15;
    TimeWindow window;
    PlotMargins margins;
    LatencyChart chart(&window, &margins);
    StateTimeline timeline(&window, &margins);
    std::vector<LatencySeries> series;
    std::vector<StateLane> lanes;
    for (int i = 0; i < connections; ++i) {
        const ConnectionId id(uint(i + 1), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        series.push_back({id, u"Connection %1"_s.arg(i), 200'000'000, false, {}});
        lanes.push_back({id, u"Connection %1"_s.arg(i)});
    }
    chart.setSeries(series);
    timeline.setLanes(lanes);
    for (const StateLane &lane : lanes)
        timeline.setSpans(lane.id, {{end, StateSpan::OpenEnded, ConnectionState::Open, {}}});
    chart.resize(720, 320);
    timeline.resize(720, 140);
    chart.show();
    timeline.show();
    int next = 0;
    QTimer beats;
    QObject::connect(&beats, &QTimer::timeout, &chart, [&] {
        const ChartPoint point{window.nowUs(), 20'000'000 + next * 1'000, 40'000, BeatOutcome::Ok,
                               1};
        chart.append(series[std::size_t(next++ % connections)].id, std::span(&point, 1));
    });
    beats.start(5000 / connections);
    QTimer::singleShot(seconds * 1000, qApp, &QCoreApplication::quit);
    const std::clock_t before = std::clock();
    const int result = QCoreApplication::exec();
    const double used = static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
    out << u"live, %1 connections at 5 s, 5 min visible: %2 % of a core\n"_s.arg(connections)
                    .arg(100.0 * used / seconds, 0, 'f', 2);
    return result;
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    QTextStream out(stdout);
    if (application.arguments().contains(u"--live"_s))
        return measureLive(out);
    compare(out, 10, 60);
    compare(out, 3, 300);
    compare(out, 40, 300);
    compare(out, 40, 552);
    compare(out, 40, 1000);
    compare(out, 40, 3'600);
    compare(out, 3, 86'400);
    compare(out, 10, 86'400);
    return 0;
}
