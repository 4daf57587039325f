// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/editor/probepanel.h"

#include "charts/chartpalette.h"
#include "monitor/connectionprobe.h"
#include "ui_probepanel.h"
#include "widgets/presentation/causetext.h"
#include "widgets/presentation/numberformat.h"
#include "widgets/presentation/statepresentation.h"

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace heartline {

namespace {

void setLine(QLabel *label, const QString &text)
{
    label->setText(text);
    label->setVisible(!text.isEmpty());
}

qsizetype answered(const ProbeResult &result)
{
    return std::count_if(result.beats.begin(), result.beats.end(),
                         [](const Beat &beat) { return isAnswered(beat.outcome); });
}

ConnectionState stateOf(const ProbeResult &result)
{
    switch (result.end) {
    case ProbeResult::End::None:
        return result.session ? ConnectionState::Open : ConnectionState::Connecting;
    case ProbeResult::End::Failed:
        return ConnectionState::Failed;
    case ProbeResult::End::Cancelled:
        return ConnectionState::Idle;
    case ProbeResult::End::Settled:
    case ProbeResult::End::TimedOut:
        break;
    }
    const auto good = answered(result);
    if (good == 0)
        return ConnectionState::Failed;
    return good < static_cast<qsizetype>(ConnectionProbe::Beats) ? ConnectionState::Degraded
                                                                 : ConnectionState::Open;
}

} // namespace

ProbePanel::ProbePanel(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::ProbePanel>())
{
    m_ui->setupUi(this);
}

ProbePanel::~ProbePanel() = default;

void ProbePanel::show(const ProbeResult &result)
{
    const ConnectionState state = stateOf(result);
    const ChartPalette colors = ChartPalette::forWidgetPalette(palette());
    QPalette words = m_ui->verdict->palette();
    words.setColor(QPalette::WindowText, colors.stateColor(state));
    m_ui->verdict->setPalette(words);
    setLine(m_ui->verdict, u"%1 %2"_s.arg(StatePresentation::sign(state)).arg(verdict(result)));
    setLine(m_ui->phases, phasesText(result));
    setLine(m_ui->session, sessionText(result));
    setLine(m_ui->beats, beatsText(result));
    setVisible(true);
}

QString ProbePanel::verdict(const ProbeResult &result)
{
    const auto good = static_cast<int>(answered(result));
    switch (result.end) {
    case ProbeResult::End::None:
        if (result.session)
            return tr("Connected; waiting for the beats…");
        return result.phase == ConnectPhase::None
                ? tr("Connecting…")
                : tr("Connecting: %1…").arg(StatePresentation::word(result.phase));
    case ProbeResult::End::Failed:
        return result.session
                ? tr("Connected, then lost: %1").arg(CauseText::sentence(*result.failure))
                : tr("Not connected: %1").arg(CauseText::sentence(*result.failure));
    case ProbeResult::End::Cancelled:
        return tr("Cancelled.");
    case ProbeResult::End::TimedOut:
        return result.session
                ? tr("Connected, but %n beat(s) were settled within the time of the test.", nullptr,
                     static_cast<int>(result.beats.size()))
                : tr("Not connected within the time of the test.");
    case ProbeResult::End::Settled:
        break;
    }
    if (good == 0)
        return tr("Connected, but no beat was answered. Does the server know this heartbeat?");
    if (result.beats.size() > static_cast<std::size_t>(good))
        return tr("Connected, but only %n beat(s) were answered.", nullptr, good);
    return tr("It works: connected, and every beat was answered.");
}

QString ProbePanel::phasesText(const ProbeResult &result)
{
    const std::array phases{
            std::pair(ConnectPhase::Resolve, result.phases.resolveUs),
            std::pair(ConnectPhase::Connect, result.phases.connectUs),
            std::pair(ConnectPhase::Tls, result.phases.tlsUs),
            std::pair(ConnectPhase::Upgrade, result.phases.upgradeUs),
    };
    QStringList parts;
    for (const auto &[phase, us] : phases) {
        if (us)
            parts << tr("%1 %2 ms")
                             .arg(StatePresentation::word(phase),
                                  NumberFormat::millisecondsFromUs(us));
    }
    return parts.join(u"  ·  "_s);
}

QString ProbePanel::sessionText(const ProbeResult &result)
{
    if (!result.session)
        return {};
    const SessionInfo &session = *result.session;
    QStringList parts{session.peerAddress};
    if (!session.tlsProtocol.isEmpty())
        parts << session.tlsProtocol << session.tlsCipher;
    parts << (session.subprotocol.isEmpty()
                      ? tr("no subprotocol")
                      : tr("subprotocol %1").arg(plainLine(session.subprotocol)));
    parts.removeAll(QString());
    return parts.join(u"  ·  "_s);
}

QString ProbePanel::beatsText(const ProbeResult &result)
{
    QStringList lines;
    for (const Beat &beat : result.beats) {
        QString value = StatePresentation::word(beat.outcome);
        if (beat.rttNs) {
            value = tr("%1 −%2 ms, %3")
                            .arg(NumberFormat::milliseconds(beat.rttNs),
                                 NumberFormat::milliseconds(beat.rttErrorNs), value);
        } else if (beat.gapNs) {
            value = tr("gap of %1 ms, %2").arg(NumberFormat::milliseconds(beat.gapNs), value);
        }
        lines << tr("Beat %1: %2").arg(QString::number(beat.sequence), value);
    }
    return lines.join(u'\n');
}

} // namespace heartline
