// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/statusstrip.h"

#include "charts/stateglyph.h"
#include "core/clock.h"
#include "ui_statusstrip.h"
#include "widgets/numberformat.h"
#include "widgets/statepresentation.h"

#include <QEvent>
#include <QPainter>
#include <QToolButton>

#include <numeric>

namespace heartline {

namespace {

constexpr int glyphSize = 10;
constexpr int iconWidth = 14; // with the gap before the words
constexpr qint64 usPerDay = 86'400'000'000;

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
    updateTexts();
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
    m_totals = totals;
    updateTexts();
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

void StatusStrip::updateTexts()
{
    for (const ConnectionState state : StatePresentation::Order) {
        const int count = m_totals.byState[static_cast<std::size_t>(state)];
        const QString word = StatePresentation::word(state);
        QToolButton &box = *button(state);
        box.setText(label(count, state));
        //: %1: a state
        box.setToolTip(tr("Show the connections that are %1").arg(word));
        // Each keeps its place. A pressed one can be lifted, whatever its count has become.
        box.setEnabled(count > 0 || box.isChecked());
    }
    keepPlaces();
    m_ui->rate->setText(tr("%1 beats/s").arg(NumberFormat::number(m_totals.beatsPerSecond)));
    m_ui->lateness->setVisible(m_totals.sendLatenessP99Ns.has_value());
    m_ui->lateness->setText(tr("beats leave %1 ms late (p99)")
                                    .arg(NumberFormat::milliseconds(m_totals.sendLatenessP99Ns)));
    QString tip = tr("99 of 100 beats left no later than this after their moment. "
                     "It is this program's own delay and no part of the round trips.");
    if (m_totals.engineBusy) {
        tip += u'\n'
                + tr("The busiest network thread is at work %1 % of the time.")
                          .arg(qRound(*m_totals.engineBusy * 100.0));
    }
    m_ui->lateness->setToolTip(tip);
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
        box.setMinimumWidth(box.sizeHint().width());
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
    m_ui->dropped->setText(tr("%1 not shown").arg(NumberFormat::count(dropped)));
    m_ui->dropped->setToolTip(plainToolTip(
            tr("This computer could not keep up: %1 beats and %2 events were left out of the "
               "charts and tables since the start. The log has them all.")
                    .arg(NumberFormat::count(m_totals.beatsDropped),
                         NumberFormat::count(m_totals.eventsDropped))));
}

void StatusStrip::updateLog()
{
    if (!m_log || m_log->state == LogWriter::Status::State::Closed) {
        m_ui->log->setText(tr("no log"));
        m_ui->log->setToolTip(QString());
        return;
    }
    if (m_log->state == LogWriter::Status::State::Failing) {
        m_ui->log->setText(tr("log fails"));
    } else if (m_log->oldestUs) {
        const qint64 days = (Clock::utcUs() - *m_log->oldestUs) / usPerDay;
        m_ui->log->setText(
                days > 0 ? tr("log %1, %n days", nullptr, static_cast<int>(days))
                                   .arg(NumberFormat::bytes(m_log->fileBytes))
                         : tr("log %1, today").arg(NumberFormat::bytes(m_log->fileBytes)));
    } else {
        m_ui->log->setText(tr("log %1").arg(NumberFormat::bytes(m_log->fileBytes)));
    }
    m_ui->log->setToolTip(plainToolTip(m_log->file));
}

void StatusStrip::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::LanguageChange)
        return;
    m_ui->retranslateUi(this);
    m_digits = 0; // the other language's words have other widths
    for (QToolButton *box : m_buttons)
        box->setMinimumWidth(0);
    updateTexts();
    updateLog();
}

} // namespace heartline
