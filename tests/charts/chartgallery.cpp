// SPDX-License-Identifier: GPL-3.0-or-later
// Renders the charts with made-up but realistic data into PNG files, to be looked at:
//   QT_QPA_PLATFORM=offscreen ./chartgallery DIRECTORY

#include "charts/distributionchart.h"
#include "charts/latencychart.h"
#include "charts/plotmargins.h"
#include "charts/sparkline.h"
#include "charts/stateglyph.h"
#include "charts/statetimeline.h"
#include "charts/timewindow.h"

#include <QApplication>
#include <QDir>
#include <QPainter>
#include <QRandomGenerator>
#include <QTextStream>
#include <QVBoxLayout>

#include <cmath>

using namespace heartline;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 endUs = 1'770'091'620'000'000;
constexpr qint64 millisecond = 1'000'000; // in nanoseconds

struct Fake {
    double typicalMs;
    double jitterMs;
    double spikeShare;
    double spikeMs;
};

std::vector<ChartPoint> fakePoints(const Fake &fake, qint64 count, qint64 everyUs, quint32 seed)
{
    QRandomGenerator random(seed);
    std::vector<ChartPoint> points;
    for (qint64 i = count; i-- > 0;) {
        double ms = fake.typicalMs + fake.jitterMs * (random.generateDouble() - 0.5);
        if (random.generateDouble() < fake.spikeShare)
            ms += fake.spikeMs * random.generateDouble();
        const auto value = static_cast<qint64>(ms * millisecond);
        const auto outcome = ms > 200.0 ? BeatOutcome::Late : BeatOutcome::Ok;
        points.push_back({endUs - i * everyUs, value, 50'000, outcome, 1});
    }
    return points;
}

void lose(std::vector<ChartPoint> &points, std::size_t from, std::size_t count)
{
    for (std::size_t i = from; i < std::min(points.size(), from + count); ++i) {
        points[i].outcome = BeatOutcome::Missed;
        points[i].valueNs = -1;
    }
    for (std::size_t i = from + count; i < points.size(); ++i)
        points[i].session = 2;
}

ConnectionId idOf(int index)
{
    return {quint32(index + 1), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
}

struct Cards : QWidget {
    TimeWindow window;
    PlotMargins margins;
    LatencyChart *latency = new LatencyChart(&window, &margins);
    StateTimeline *states = new StateTimeline(&window, &margins);

    explicit Cards(const ChartPalette &palette)
    {
        window.setClock([] { return endUs; });
        auto *const layout = new QVBoxLayout(this);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(8);
        layout->addWidget(latency, 1);
        layout->addWidget(states);
        latency->setChartPalette(palette);
        states->setChartPalette(palette);
        latency->setPlaceholder(u"Select connections to see their round trips"_s);
        states->setPlaceholder(u"Select connections to see their states"_s);
        QPalette colors;
        colors.setColor(QPalette::Window, palette.window);
        setPalette(colors);
    }

    void save(const QString &path, QSize size)
    {
        resize(size);
        show();
        QCoreApplication::processEvents();
        grab().save(path);
        hide();
    }
};

void fill(Cards &cards)
{
    const QStringList names{u"Binance BTC/USDT"_s, u"OKX public"_s, u"Gateway Frankfurt"_s};
    std::vector<LatencySeries> series;
    std::vector<StateLane> lanes;
    for (int i = 0; i < 3; ++i) {
        series.push_back({idOf(i), names[i], 200 * millisecond, false, {}});
        lanes.push_back({idOf(i), names[i]});
    }
    cards.latency->setSeries(series);
    cards.states->setLanes(lanes);
    cards.latency->setPoints(idOf(0), fakePoints({61, 6, 0.05, 15}, 300, 1'000'000, 1));
    auto okx = fakePoints({118, 60, 0.03, 140}, 300, 1'000'000, 2);
    for (std::size_t i = 190; i < 230; ++i)
        okx[i].valueNs += 70 * millisecond;
    lose(okx, 233, 12);
    cards.latency->setPoints(idOf(1), okx);
    cards.latency->setPoints(idOf(2), fakePoints({12, 1, 0.02, 6}, 300, 1'000'000, 3));
    const auto at = [](int second) { return endUs - (300 - second) * TimeWindow::SecondUs; };
    using enum ConnectionState;
    cards.states->setSpans(idOf(0), {{at(-600), StateSpan::OpenEnded, Open, u"opened in 93 ms"_s}});
    cards.states->setSpans(idOf(1),
                           {{at(-500), at(180), Open, u"opened"_s},
                            {at(180), at(233), Degraded, u"beats late"_s},
                            {at(233), at(245), Waiting, u"peer closed: 1001"_s},
                            {at(245), at(249), Connecting, u"retry"_s},
                            {at(249), StateSpan::OpenEnded, Degraded, u"opened"_s}});
    cards.states->setSpans(idOf(2),
                           {{at(-500), at(66), Open, u"opened"_s},
                            {at(66), at(70), Connecting, u"peer closed: 1000"_s},
                            {at(70), StateSpan::OpenEnded, Open, u"opened"_s}});
}

void drawCards(const QDir &directory, const ChartPalette &palette, const QString &theme)
{
    Cards cards(palette);
    cards.save(directory.filePath(u"empty-%1.png"_s.arg(theme)), {900, 420});
    fill(cards);
    cards.window.setCursor(endUs - 165 * TimeWindow::SecondUs + 120'000);
    cards.save(directory.filePath(u"cards-%1.png"_s.arg(theme)), {900, 560});
    cards.window.setCursor({});
    cards.latency->setLogarithmic(true);
    cards.save(directory.filePath(u"log-%1.png"_s.arg(theme)), {900, 560});
    cards.latency->setLogarithmic(false);
    if (const auto saved = cards.latency->save(directory.filePath(u"latency-%1.svg"_s.arg(theme)));
        !saved) {
        QTextStream(stderr) << saved.error().toString() << '\n';
    }

    // A day, dense and lossy; one is dead for hours.
    auto jittery = fakePoints({35, 12, 0.002, 160}, 86'400, 1'000'000, 4);
    auto dying = fakePoints({9, 1, 0.001, 20}, 86'400, 1'000'000, 5);
    for (std::size_t i = 0; i < 60; ++i)
        lose(jittery, 10'000 + i * 700, 2 + i % 5);
    lose(dying, 60'000, 9'000);
    cards.latency->setPoints(idOf(0), jittery);
    cards.latency->setPoints(idOf(1), dying);
    cards.latency->setPoints(idOf(2), fakePoints({61, 2, 0.0001, 60}, 86'400, 1'000'000, 6));
    cards.window.setSpan(TimeWindow::DayUs);
    cards.save(directory.filePath(u"day-%1.png"_s.arg(theme)), {900, 560});

    // Wide error bounds: a text heartbeat that may have been answered by a later message, say.
    cards.window.setSpan(TimeWindow::MinuteUs * 3);
    cards.window.setCursor(endUs - 60 * TimeWindow::SecondUs);
    for (const qint64 stepUs : {5'000'000, 100'000}) {
        for (int i = 0; i < 3; ++i) {
            auto points = fakePoints({20.0 + 40 * i, 5, 0.02, 30}, 20'000'000'000 / stepUs, stepUs,
                                     quint32(i));
            for (std::size_t beat = 0; beat < points.size(); ++beat)
                points[beat].errorNs = (i == 0                             ? 12
                                                : i == 1 && beat % 50 == 0 ? 40
                                                                           : 0)
                        * millisecond;
            lose(points, points.size() - points.size() / 500, 3);
            cards.latency->setPoints(idOf(i), points);
        }
        cards.save(directory.filePath(u"bounds-%1-%2.png"_s.arg(stepUs / 1'000).arg(theme)),
                   {900, 560});
    }

    // Many, sparse, with long names.
    std::vector<LatencySeries> many;
    std::vector<StateLane> lanes;
    for (int i = 0; i < 14; ++i) {
        const QString name = u"<b>Charger</b> CP-%1, a rather long name for a connection"_s.arg(i);
        many.push_back({idOf(i), name, (100 + 50 * (i % 4)) * millisecond, i == 3, {}});
        lanes.push_back({idOf(i), name});
    }
    cards.latency->setSeries(many);
    cards.states->setLanes(lanes);
    for (int i = 0; i < 14; ++i) {
        auto points = fakePoints({20.0 + 9 * i, 4, 0.05, 30}, 60, 5'000'000, quint32(i));
        for (ChartPoint &point : points)
            point.errorNs = 40'000;
        cards.latency->setPoints(idOf(i), points);
        cards.states->setSpans(idOf(i),
                               {{endUs - 200 * TimeWindow::SecondUs,
                                 StateSpan::OpenEnded,
                                 static_cast<ConnectionState>(i % ConnectionStateCount),
                                 {}}});
    }
    cards.save(directory.filePath(u"many-%1.png"_s.arg(theme)), {900, 560});
}

void drawDistribution(const QDir &directory, const ChartPalette &palette, const QString &theme)
{
    DistributionChart chart;
    chart.setChartPalette(palette);
    std::vector<DistributionChart::Series> series;
    const std::array fakes{Fake{61, 6, 0.1, 40}, Fake{118, 60, 0.05, 300}, Fake{12, 1, 0.03, 20}};
    for (std::size_t i = 0; i < fakes.size(); ++i) {
        LatencyHistogram histogram;
        for (const ChartPoint &point : fakePoints(fakes[i], 5'000, 1'000'000, quint32(i)))
            histogram.add(point.valueNs);
        series.push_back({idOf(int(i)), u"Connection %1"_s.arg(i), histogram});
        chart.setSeries(series);
        chart.resize(700, 280);
        chart.show();
        QCoreApplication::processEvents();
        chart.grab().save(directory.filePath(u"distribution-%1-%2.png"_s.arg(theme).arg(i + 1)));
    }
}

void drawSmall(const QDir &directory, const ChartPalette &palette, const QString &theme)
{
    QImage image(420, 200, QImage::Format_RGB32);
    image.fill(palette.panel);
    QPainter painter(&image);
    for (int i = 0; i < ConnectionStateCount; ++i) {
        const auto state = static_cast<ConnectionState>(i);
        paintStateGlyph(painter, QRectF(8, 8 + i * 24, 12, 12), state, palette.stateColor(state));
        paintStateGlyph(painter, QRectF(30, 4 + i * 24, 20, 20), state, palette.stateColor(state));
        QRandomGenerator random{quint32(i)};
        std::vector<RecentBeat> beats;
        for (int beat = 0; beat < (i == 6 ? 25 : 60); ++beat) {
            const bool isLost = i == 4 || (i == 2 && beat % 13 == 0);
            const bool isLate = i == 3 && beat > 50;
            beats.push_back({isLost           ? BeatOutcome::Missed
                                     : isLate ? BeatOutcome::Late
                                              : BeatOutcome::Ok,
                             isLost ? -1 : qint64(random.bounded(30, isLate ? 200 : 60))});
        }
        paintSparkline(painter, QRect(70, 4 + i * 24, 92, 18), beats, palette);
        paintSparkline(painter, QRect(180, 4 + i * 24, 200, 18), beats, palette);
    }
    painter.end();
    image.save(directory.filePath(u"small-%1.png"_s.arg(theme)));
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    if (argc != 2) {
        QTextStream(stderr) << "Usage: chartgallery DIRECTORY\n";
        return 2;
    }
    QFont font(u"Inter"_s);
    font.setPixelSize(13);
    QApplication::setFont(font);
    const QDir directory(QString::fromLocal8Bit(argv[1]));
    for (const ChartPalette &palette : {ChartPalette::light(), ChartPalette::dark()}) {
        const QString theme = palette.isDark ? u"dark"_s : u"light"_s;
        drawCards(directory, palette, theme);
        drawDistribution(directory, palette, theme);
        drawSmall(directory, palette, theme);
    }
    return 0;
}
