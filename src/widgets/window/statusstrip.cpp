// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/window/statusstrip.h"

#include "charts/stateglyph.h"
#include "core/clock.h"
#include "ui_statusstrip.h"
#include "widgets/presentation/numberformat.h"
#include "widgets/presentation/statepresentation.h"

#include <QEvent>
#include <QLabel>
#include <QPainter>
#include <QToolButton>

#include <numeric>
#include <utility>

namespace heartline {

namespace {

constexpr int glyphSize = 10;
constexpr int iconWidth = 14; // with the gap before the words
constexpr qint64 usPerDay = 86'400'000'000;

/// The size of a widget that is fixed asks no layout when the text changes; else each beat would
/// have the whole window laid out anew.
void fix(QWidget &widget, const QSize &size)
{
    if (widget.minimumSize() != size || widget.maximumSize() != size)
        widget.setFixedSize(size);
}

void unfix(QWidget &widget)
{
    widget.setMinimumSize(0, 0);
    widget.setMaximumSize(QWIDGETSIZE_MAX, QWIDGETSIZE_MAX);
}

/// Grows with its text, and keeps its place when the text becomes shorter.
void setSteadyText(QLabel &label, const QString &text)
{
    if (text == label.text())
        return;
    label.setText(text);
    fix(label, label.sizeHint().expandedTo(label.minimumSize()));
}

void setTip(QWidget &widget, const QString &tip)
{
    if (widget.toolTip() != tip) // Qt does not look
        widget.setToolTip(tip);
}

QIcon glyphIcon(ConnectionState state, const QColor &color)
{
    constexpr int ratio = 2;
    QPixmap pixmap(iconWidth * ratio, glyphSize * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paintStateGlyph(painter, QRectF(0, 0, glyphSize, glyphSize), state, color);
    return pixmap;
}

} // namespace

StatusStrip::StatusStrip(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::StatusStrip>())
    , m_palette(ChartPalette::light())
{
    m_ui->setupUi(this);
    for (const ConnectionState state : StatePresentation::Order) {
        auto *button = new QToolButton(m_ui->states);
        button->setProperty("flat", true);
        button->setCheckable(true);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setIconSize({iconWidth, glyphSize});
        button->setFocusPolicy(Qt::StrongFocus);
        m_ui->statesLayout->addWidget(button);
        m_buttons[static_cast<std::size_t>(state)] = button;
        connect(button, &QToolButton::toggled, this, [this] { Q_EMIT statesChanged(states()); });
    }
    setChartPalette(m_palette);
    updateStates();
    updateFigures();
    updateLog();
}

StatusStrip::~StatusStrip() = default;

QToolButton *StatusStrip::button(ConnectionState state) const
{
    return m_buttons[static_cast<std::size_t>(state)];
}

void StatusStrip::setChartPalette(const ChartPalette &palette)
{
    m_palette = palette;
    for (const ConnectionState state : StatePresentation::Order)
        button(state)->setIcon(glyphIcon(state, palette.stateColor(state)));
}

void StatusStrip::setTotals(const LiveTotals &totals)
{
    if (totals == m_totals)
        return;
    const bool areStatesOther = totals.byState != std::exchange(m_totals, totals).byState;
    if (areStatesOther)
        updateStates();
    updateFigures();
}

void StatusStrip::setLogStatus(const LogWriter::Status &status)
{
    m_log = status;
    updateLog();
}

QSet<ConnectionState> StatusStrip::states() const
{
    QSet<ConnectionState> result;
    for (const ConnectionState state : StatePresentation::Order) {
        if (button(state)->isChecked())
            result.insert(state);
    }
    return result;
}

void StatusStrip::clearStates()
{
    for (const ConnectionState state : StatePresentation::Order)
        button(state)->setChecked(false);
}

void StatusStrip::updateStates()
{
    for (const ConnectionState state : StatePresentation::Order) {
        const int count = m_totals.byState[static_cast<std::size_t>(state)];
        const QString word = StatePresentation::word(state);
        QToolButton &box = *button(state);
        box.setText(label(count, state));
        //: %1: a state
        setTip(box, tr("Show the connections that are %1").arg(word));
        // Each keeps its place. A pressed one can be lifted, whatever its count has become.
        box.setEnabled(count > 0 || box.isChecked());
    }
    keepPlaces();
}

void StatusStrip::updateFigures()
{
    setSteadyText(*m_ui->rate, tr("%1 beats/s").arg(NumberFormat::number(m_totals.beatsPerSecond)));
    m_ui->lateness->setVisible(m_totals.sendLatenessP99Ns.has_value());
    setSteadyText(*m_ui->lateness,
                  tr("beats leave %1 ms late (p99)")
                          .arg(NumberFormat::milliseconds(m_totals.sendLatenessP99Ns)));
    QString tip = tr("99 of 100 beats left no later than this after their moment. "
                     "It is this program's own delay and no part of the round trips.");
    if (m_totals.engineBusy) {
        tip += u'\n'
                + tr("The busiest network thread is at work %1 % of the time.")
                          .arg(qRound(*m_totals.engineBusy * 100.0));
    }
    setTip(*m_ui->lateness, tip);
    updateDropped();
}

void StatusStrip::keepPlaces()
{
    const int all = std::accumulate(m_totals.byState.begin(), m_totals.byState.end(), 0);
    const qsizetype digits = NumberFormat::count(all).size();
    if (digits <= m_digits)
        return;
    m_digits = digits;
    for (const ConnectionState state : StatePresentation::Order) {
        QToolButton &box = *button(state);
        // As wide as if all connections were in this state.
        const QString shown = box.text();
        box.setText(label(all, state));
        fix(box, box.sizeHint());
        box.setText(shown);
    }
}

QString StatusStrip::label(int count, ConnectionState state)
{
    //: %1: how many; %2: a state, e.g. "34 open"
    return tr("%1 %2").arg(NumberFormat::count(count), StatePresentation::word(state));
}

void StatusStrip::updateDropped()
{
    const qint64 dropped = m_totals.beatsDropped + m_totals.eventsDropped;
    m_ui->dropped->setVisible(dropped > 0);
    setSteadyText(*m_ui->dropped, tr("%1 not shown").arg(NumberFormat::count(dropped)));
    const QString tip =
            tr("This computer could not keep up: %1 beats and %2 events were left out of the "
               "charts and tables since the start. The log has them all.")
                    .arg(NumberFormat::count(m_totals.beatsDropped),
                         NumberFormat::count(m_totals.eventsDropped));
    setTip(*m_ui->dropped, plainToolTip(tip));
}

void StatusStrip::updateLog()
{
    if (!m_log || m_log->state == LogWriter::Status::State::Closed) {
        setSteadyText(*m_ui->log, tr("no log"));
        setTip(*m_ui->log, QString());
        return;
    }
    if (m_log->state == LogWriter::Status::State::Failing) {
        setSteadyText(*m_ui->log, tr("log fails"));
    } else if (m_log->oldestUs) {
        const qint64 days = (Clock::utcUs() - *m_log->oldestUs) / usPerDay;
        setSteadyText(*m_ui->log,
                      days > 0 ? tr("log %1, %n days", nullptr, static_cast<int>(days))
                                         .arg(NumberFormat::bytes(m_log->fileBytes))
                               : tr("log %1, today").arg(NumberFormat::bytes(m_log->fileBytes)));
    } else {
        setSteadyText(*m_ui->log, tr("log %1").arg(NumberFormat::bytes(m_log->fileBytes)));
    }
    setTip(*m_ui->log, plainToolTip(m_log->file));
}

void StatusStrip::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        m_ui->retranslateUi(this);
    else if (event->type() != QEvent::FontChange && event->type() != QEvent::StyleChange)
        return;
    // Words of another language, font or style have other sizes.
    m_digits = 0;
    for (QToolButton *box : m_buttons)
        unfix(*box);
    for (QLabel *label : {m_ui->dropped, m_ui->rate, m_ui->lateness, m_ui->log}) {
        unfix(*label);
        label->clear();
    }
    updateStates();
    updateFigures();
    updateLog();
}

} // namespace heartline
