// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/detailspresentation.h"

#include "widgets/presentation/causetext.h"
#include "widgets/presentation/numberformat.h"
#include "widgets/presentation/statepresentation.h"

using namespace Qt::Literals::StringLiterals;

namespace heartline {

using Field = DetailsModel::Field;

void DetailsPresentation::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, DetailsModel::ColumnCount - 1);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, DetailsModel::ColumnCount - 1));
}

QVariant DetailsPresentation::data(const QModelIndex &index, int role) const
{
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole && role != Qt::ToolTipRole)
        return QIdentityProxyModel::data(index, role);
    const auto field =
            static_cast<Field>(QIdentityProxyModel::data(index, DetailsModel::FieldRole).toInt());
    const QString text = index.column() == DetailsModel::FieldColumn
            ? fieldName(field)
            : valueText(field, QIdentityProxyModel::data(index, Qt::DisplayRole));
    return role == Qt::ToolTipRole ? plainToolTip(text) : text;
}

QVariant DetailsPresentation::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == DetailsModel::FieldColumn ? tr("What", "column") : tr("Value", "column");
}

QString DetailsPresentation::valueText(Field field, const QVariant &value) const
{
    constexpr qsizetype longLine = 2'000; // a certificate in one line
    if (!value.isValid())
        return NumberFormat::none();
    switch (field) {
    case Field::State:
        return StatePresentation::word(value.value<ConnectionState>());
    case Field::StateSince:
    case Field::LastInbound:
    case Field::OpenedAt:
    case Field::ClosedAt:
        return NumberFormat::dateTime(value.toLongLong());
    case Field::LastCause: {
        const auto cause = static_cast<const DetailsModel *>(sourceModel())->lastCause();
        return cause ? CauseText::sentence(*cause) : NumberFormat::none();
    }
    case Field::Source:
        return StatePresentation::word(static_cast<TimeSource>(value.toInt()));
    case Field::Resolve:
    case Field::Connect:
    case Field::Tls:
    case Field::Upgrade:
    case Field::TcpRtt:
    case Field::TcpRttVariance:
    case Field::TcpMinimumRtt:
        return NumberFormat::millisecondsFromUs(value.toLongLong()) + u" ms"_s;
    case Field::ErrorLast:
    case Field::ErrorMedian:
    case Field::LatenessLast:
    case Field::LatenessMost:
    case Field::EngineLateness:
        return NumberFormat::milliseconds(value.toLongLong()) + u" ms"_s;
    case Field::TlsSession:
        return value.toBool() ? tr("resumed", "TLS session") : tr("new", "TLS session");
    case Field::EngineBusy:
        return NumberFormat::percent(value.toDouble());
    case Field::LastAck:
        return NumberFormat::span(value.toLongLong());
    case Field::Url:
    case Field::PeerAddress:
    case Field::Subprotocol:
    case Field::TlsProtocol:
    case Field::TlsCipher:
    case Field::Certificate:
        return plainLine(value.toString(), longLine);
    case Field::Attempts:
    case Field::Sessions:
    case Field::Session:
    case Field::Retransmits:
    case Field::Unacknowledged:
    case Field::CongestionWindow:
    case Field::BeatsDropped:
        break;
    }
    return NumberFormat::count(value.toLongLong());
}

QString DetailsPresentation::fieldName(Field field)
{
    switch (field) {
    case Field::Url:
        return tr("URL");
    case Field::State:
        return tr("State");
    case Field::StateSince:
        return tr("In this state since");
    case Field::LastInbound:
        return tr("Last data from the peer");
    case Field::Attempts:
        return tr("Attempts without success");
    case Field::Sessions:
        return tr("Sessions since the start");
    case Field::LastCause:
        return tr("Why the last one ended");
    case Field::Session:
        return tr("Session");
    case Field::OpenedAt:
        return tr("Opened at");
    case Field::ClosedAt:
        return tr("Closed at");
    case Field::PeerAddress:
        return tr("Address of the peer");
    case Field::Subprotocol:
        return tr("Subprotocol");
    case Field::Source:
        return tr("Time of arrival is read");
    case Field::ErrorLast:
        return tr("Error bound, last beat");
    case Field::ErrorMedian:
        return tr("Error bound, median");
    case Field::LatenessLast:
        return tr("Last beat left late by");
    case Field::LatenessMost:
        return tr("Beats left late by at most");
    case Field::Resolve:
        return tr("DNS");
    case Field::Connect:
        return tr("TCP");
    case Field::Tls:
        return tr("TLS");
    case Field::Upgrade:
        return tr("Upgrade");
    case Field::TlsProtocol:
        return tr("TLS version");
    case Field::TlsCipher:
        return tr("TLS cipher");
    case Field::TlsSession:
        return tr("TLS session");
    case Field::Certificate:
        return tr("Certificate of the peer");
    case Field::TcpRtt:
        return tr("TCP round trip, smoothed");
    case Field::TcpRttVariance:
        return tr("TCP round trip, variance");
    case Field::TcpMinimumRtt:
        return tr("TCP round trip, least");
    case Field::Retransmits:
        return tr("TCP segments sent again");
    case Field::Unacknowledged:
        return tr("TCP segments in flight");
    case Field::LastAck:
        return tr("Since the last acknowledgement");
    case Field::CongestionWindow:
        return tr("TCP congestion window, segments");
    case Field::EngineBusy:
        return tr("Busiest network thread at work");
    case Field::EngineLateness:
        return tr("Beats of all left late by (p99)");
    case Field::BeatsDropped:
        return tr("Beats left out of the live view");
    }
    return {};
}

} // namespace heartline
