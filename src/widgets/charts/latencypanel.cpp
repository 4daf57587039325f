// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/latencypanel.h"

#include "charts/latencychart.h"
#include "charts/timewindow.h"
#include "ui_latencypanel.h"
#include "widgets/charts/rangedialog.h"
#include "widgets/presentation/numberformat.h"

#include <QButtonGroup>
#include <QDir>
#include <QEvent>
#include <QFileDialog>
#include <QMenu>

using namespace Qt::Literals::StringLiterals;

namespace heartline {

LatencyPanel::LatencyPanel(TimeWindow *window, PlotMargins *margins, QWidget *parent)
    : QFrame(parent)
    , m_ui(std::make_unique<Ui::LatencyPanel>())
    , m_window(window)
    , m_chart(new LatencyChart(window, margins, this))
    , m_ranges(new QButtonGroup(this))
    , m_save(new QAction(this))
    , m_copy(new QAction(this))
{
    m_ui->setupUi(this);
    m_ui->layout->addWidget(m_chart, 1);
    m_ui->subtitle->installEventFilter(this);
    addRangeButtons();
    auto *menu = new QMenu(this);
    menu->addAction(m_save);
    menu->addAction(m_copy);
    m_ui->more->setMenu(menu);
    m_ui->more->setPopupMode(QToolButton::InstantPopup);
    connect(m_save, &QAction::triggered, this, &LatencyPanel::saveImage);
    connect(m_copy, &QAction::triggered, m_chart, &LatencyChart::copyToClipboard);
    connect(m_ui->custom, &QToolButton::clicked, this, &LatencyPanel::chooseRange);
    connect(m_ui->logarithmic, &QToolButton::toggled, m_chart, &LatencyChart::setLogarithmic);
    connect(m_ui->fit, &QToolButton::clicked, m_window, &TimeWindow::requestFit);
    connect(m_ui->live, &QToolButton::clicked, this,
            [this] { m_window->setLive(!m_window->isLive()); });
    connect(m_window, &TimeWindow::changed, this, &LatencyPanel::updateRange);
    connect(m_window, &TimeWindow::liveChanged, this, &LatencyPanel::updateLive);
    connect(m_chart, &LatencyChart::unitChanged, this, &LatencyPanel::updateSubtitle);
    retranslate();
    updateRange();
}

LatencyPanel::~LatencyPanel() = default;

void LatencyPanel::addRangeButtons()
{
    m_ranges->setExclusive(false); // a zoomed range is none of them
    for (std::size_t i = 0; i < TimeWindow::PresetSpansUs.size(); ++i) {
        auto *button = new QToolButton(m_ui->ranges);
        button->setProperty("boxed", true);
        button->setProperty("compact", true);
        button->setCheckable(true);
        button->setFocusPolicy(Qt::StrongFocus);
        m_ui->rangesLayout->addWidget(button);
        m_ranges->addButton(button, static_cast<int>(i));
    }
    // As they stand, from left to right: those of the form were made before.
    QList<QAbstractButton *> buttons = m_ranges->buttons();
    buttons << m_ui->custom << m_ui->logarithmic << m_ui->fit << m_ui->live << m_ui->more;
    for (qsizetype i = 1; i < buttons.size(); ++i)
        setTabOrder(buttons[i - 1], buttons[i]);
    connect(m_ranges, &QButtonGroup::idClicked, this, [this](int id) {
        m_window->setSpan(TimeWindow::PresetSpansUs[static_cast<std::size_t>(id)]);
        updateRange();
    });
}

QString LatencyPanel::rangeName(qint64 spanUs)
{
    if (spanUs >= 2 * TimeWindow::DayUs)
        return tr("%1 d", "days").arg(spanUs / TimeWindow::DayUs);
    if (spanUs >= TimeWindow::HourUs)
        return tr("%1 h", "hours").arg(spanUs / TimeWindow::HourUs);
    return tr("%1 m", "minutes").arg(spanUs / TimeWindow::MinuteUs);
}

void LatencyPanel::updateRange()
{
    for (std::size_t i = 0; i < TimeWindow::PresetSpansUs.size(); ++i)
        m_ranges->button(static_cast<int>(i))
                ->setChecked(m_window->spanUs() == TimeWindow::PresetSpansUs[i]);
}

void LatencyPanel::updateLive()
{
    // It names what a click does; checked, it would seem to name what is the case.
    m_ui->live->setText(m_window->isLive() ? tr("Pause") : tr("Live"));
    m_ui->live->setToolTip(
            m_window->isLive()
                    ? tr("Stop following the clock; data goes on being collected (Ctrl+P)")
                    : tr("Follow the clock again (Ctrl+P)"));
    m_ui->live->setShortcut(Qt::CTRL | Qt::Key_P); // setText() takes it away
}

void LatencyPanel::updateSubtitle()
{
    //: %1: a number with its thousands set apart; %n is the same number
    const QString text = m_selected == 0
            ? QString()
            : tr("%1 connections", nullptr, static_cast<int>(m_selected))
                      .arg(NumberFormat::count(static_cast<qint64>(m_selected)));
    const QString whole = text.isEmpty() ? m_chart->unit() : m_chart->unit() + u", "_s + text;
    const auto fits = [this](const QString &shown) {
        return m_ui->subtitle->fontMetrics().horizontalAdvance(shown) < m_ui->subtitle->width();
    };
    // The unit at least, and no half of a word.
    m_ui->subtitle->setText(fits(whole)                     ? whole
                                    : fits(m_chart->unit()) ? m_chart->unit()
                                                            : QString());
    m_ui->subtitle->setToolTip(whole);
}

void LatencyPanel::retranslate()
{
    m_ui->retranslateUi(this);
    for (std::size_t i = 0; i < TimeWindow::PresetSpansUs.size(); ++i) {
        auto *button = m_ranges->button(static_cast<int>(i));
        const QString name = rangeName(TimeWindow::PresetSpansUs[i]);
        button->setText(name);
        button->setToolTip(tr("Show the last %1").arg(name));
    }
    m_save->setText(tr("&Save as image…"));
    m_copy->setText(tr("&Copy image"));
    // retranslateUi() has set the texts, which take shortcuts away.
    m_ui->logarithmic->setShortcut(Qt::CTRL | Qt::Key_L);
    m_ui->fit->setShortcut(Qt::CTRL | Qt::Key_0);
    m_ui->more->setAccessibleName(tr("Save or copy"));
    m_ui->custom->setAccessibleName(tr("Custom range"));
    m_chart->setAccessibleName(tr("Round trips over time"));
    m_chart->setPlaceholder(tr("Select connections to see their round trips."));
    updateLive();
    updateSubtitle();
}

void LatencyPanel::setChartPalette(const ChartPalette &palette)
{
    m_chart->setChartPalette(palette);
}

void LatencyPanel::setCount(std::size_t selected)
{
    m_selected = selected;
    updateSubtitle();
}

bool LatencyPanel::isLogarithmic() const
{
    return m_chart->isLogarithmic();
}

void LatencyPanel::setLogarithmic(bool logarithmic)
{
    m_ui->logarithmic->setChecked(logarithmic);
}

void LatencyPanel::chooseRange()
{
    RangeDialog dialog(m_window->fromUs(), m_window->toUs(), this);
    if (dialog.exec() == QDialog::Accepted)
        m_window->setRange(dialog.fromUs(), dialog.toUs());
}

void LatencyPanel::saveImage()
{
    const QString png = tr("PNG image (*.png)");
    const QString svg = tr("SVG image (*.svg)");
    QFileDialog dialog(this, tr("Save the chart"), QDir::homePath());
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setNameFilters({png, svg});
    dialog.selectFile(u"heartline.png"_s);
    // A name without an ending gets that of the filter, before a file is asked about.
    const auto setSuffix = [&dialog, svg](const QString &filter) {
        dialog.setDefaultSuffix(filter == svg ? u"svg"_s : u"png"_s);
    };
    setSuffix(png);
    connect(&dialog, &QFileDialog::filterSelected, &dialog, setSuffix);
    if (dialog.exec() != QDialog::Accepted || dialog.selectedFiles().isEmpty())
        return;
    if (const Result<void> result = m_chart->save(dialog.selectedFiles().constFirst()); !result)
        Q_EMIT saveFailed(result.error().toString());
}

bool LatencyPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_ui->subtitle && event->type() == QEvent::Resize)
        updateSubtitle();
    return QFrame::eventFilter(watched, event);
}

void LatencyPanel::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace heartline
