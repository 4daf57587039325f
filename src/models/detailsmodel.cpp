// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/detailsmodel.h"

#include "models/optionalvalue.h"

#include <utility>

namespace heartline {

namespace {

QVariant textValue(const QString &text)
{
    return text.isEmpty() ? QVariant() : QVariant(text);
}

} // namespace

DetailsModel::DetailsModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void DetailsModel::setDetails(std::optional<ConnectionDetails> details)
{
    const bool reset = m_details.has_value() != details.has_value();
    if (reset)
        beginResetModel();
    m_details = std::move(details);
    if (reset)
        endResetModel();
    else if (m_details)
        Q_EMIT dataChanged(index(0, ValueColumn), index(FieldCount - 1, ValueColumn));
}

std::optional<CloseCause> DetailsModel::lastCause() const
{
    return m_details ? m_details->snapshot.status.lastCause : std::nullopt;
}

int DetailsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_details ? 0 : FieldCount;
}

int DetailsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant DetailsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == FieldRole || (role == Qt::DisplayRole && index.column() == FieldColumn))
        return index.row();
    if (role != Qt::DisplayRole)
        return {};
    const auto field = static_cast<Field>(index.row());
    if (field <= Field::LastCause)
        return statusValue(field);
    if (field >= Field::ErrorLast && field <= Field::LatenessMost)
        return accuracyValue(field);
    if (field >= Field::EngineBusy)
        return engineValue(field);
    return field < Field::TcpRtt ? sessionValue(field) : tcpValue(field);
}

QVariant DetailsModel::statusValue(Field field) const
{
    const ConnectionStatus &status = m_details->snapshot.status;
    switch (field) {
    case Field::Url:
        return textValue(m_details->snapshot.url);
    case Field::State:
        return QVariant::fromValue(status.state);
    case Field::StateSince:
        return status.sinceUs > 0 ? QVariant(status.sinceUs) : QVariant();
    case Field::LastInbound:
        return optionalValue(status.lastInboundUs);
    case Field::Attempts:
        return status.attempt;
    case Field::Sessions:
        return status.sessions;
    case Field::LastCause:
        return status.lastCause ? QVariant(static_cast<int>(status.lastCause->cause)) : QVariant();
    default:
        return {};
    }
}

QVariant DetailsModel::sessionValue(Field field) const
{
    if (!m_details->session.session)
        return {};
    const SessionInfo &session = *m_details->session.session;
    switch (field) {
    case Field::Session:
        return session.id;
    case Field::OpenedAt:
        return session.openedAt;
    case Field::ClosedAt:
        return optionalValue(session.closedAt);
    case Field::PeerAddress:
        return textValue(session.peerAddress);
    case Field::Subprotocol:
        return textValue(session.subprotocol);
    case Field::Source:
        return static_cast<int>(session.timeSource);
    case Field::Resolve:
        return optionalValue(session.phases.resolveUs);
    case Field::Connect:
        return optionalValue(session.phases.connectUs);
    case Field::Tls:
        return optionalValue(session.phases.tlsUs);
    case Field::Upgrade:
        return optionalValue(session.phases.upgradeUs);
    case Field::TlsProtocol:
        return textValue(session.tlsProtocol);
    case Field::TlsCipher:
        return textValue(session.tlsCipher);
    case Field::TlsSession:
        return session.tlsProtocol.isEmpty() ? QVariant() : QVariant(session.tlsResumed);
    case Field::Certificate:
        return textValue(session.peerCertificate);
    default:
        return {};
    }
}

QVariant DetailsModel::accuracyValue(Field field) const
{
    const BeatAccuracy &accuracy = m_details->session.accuracy;
    switch (field) {
    case Field::ErrorLast:
        return optionalValue(accuracy.errorLastNs);
    case Field::ErrorMedian:
        return optionalValue(accuracy.errorP50Ns);
    case Field::LatenessLast:
        return optionalValue(accuracy.latenessLastNs);
    case Field::LatenessMost:
        return optionalValue(accuracy.latenessMostNs);
    default:
        return {};
    }
}

QVariant DetailsModel::engineValue(Field field) const
{
    const LiveTotals &engine = m_details->engine;
    switch (field) {
    case Field::EngineBusy:
        return optionalValue(engine.engineBusy);
    case Field::EngineLateness:
        return optionalValue(engine.sendLatenessP99Ns);
    case Field::BeatsDropped:
        return engine.beatsDropped;
    default:
        return {};
    }
}

QVariant DetailsModel::tcpValue(Field field) const
{
    const TcpFigures &tcp = m_details->snapshot.status.tcp;
    if (tcp == TcpFigures())
        return {}; // not known on this system, or no socket yet
    switch (field) {
    case Field::TcpRtt:
        return tcp.rttUs;
    case Field::TcpRttVariance:
        return tcp.rttVarianceUs;
    case Field::TcpMinimumRtt:
        return tcp.minimumRttUs;
    case Field::Retransmits:
        return tcp.retransmits;
    case Field::Unacknowledged:
        return tcp.unacknowledged;
    case Field::LastAck:
        return tcp.lastAckMs;
    case Field::CongestionWindow:
        return tcp.congestionWindow;
    default:
        return {};
    }
}

} // namespace heartline
