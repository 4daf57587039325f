// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/liveupdate.h"
#include "core/sessiondetails.h"

#include <QAbstractTableModel>

#include <optional>

namespace heartline {

/// All that is told of one connection.
struct ConnectionDetails {
    ConnectionSnapshot snapshot;
    SessionDetails session;
    LiveTotals engine; ///< Of all connections together.
};

/// What is known of one connection, one fact a row: a Field and its raw value. GUI thread.
class DetailsModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum class Field {
        Url, ///< QString
        State, ///< ConnectionState
        StateSince, ///< qint64 UTC us
        LastInbound, ///< qint64 UTC us
        Attempts, ///< int
        Sessions, ///< qint64
        LastCause, ///< see DetailsModel::lastCause()
        Session, ///< qint64
        OpenedAt, ///< qint64 UTC us
        ClosedAt, ///< qint64 UTC us
        PeerAddress, ///< QString
        Subprotocol, ///< QString
        Source, ///< TimeSource as int
        ErrorLast, ///< qint64 ns, as all of BeatAccuracy
        ErrorMedian,
        LatenessLast,
        LatenessMost,
        Resolve, ///< qint64 us, as all phases
        Connect,
        Tls,
        Upgrade,
        TlsProtocol, ///< QString
        TlsCipher, ///< QString
        TlsSession, ///< bool: resumed
        Certificate, ///< QString
        TcpRtt, ///< qint64 us
        TcpRttVariance, ///< qint64 us
        TcpMinimumRtt, ///< qint64 us
        Retransmits, ///< qint64
        Unacknowledged, ///< qint64 segments
        LastAck, ///< qint64 ms
        CongestionWindow, ///< qint64 segments
        EngineBusy, ///< double, 0 to 1
        EngineLateness, ///< qint64 ns
        BeatsDropped, ///< qint64
    };
    static constexpr int FieldCount = static_cast<int>(Field::BeatsDropped) + 1;

    enum Column { FieldColumn, ValueColumn, ColumnCount };
    enum Role { FieldRole = Qt::UserRole + 1 }; ///< int of Field

    explicit DetailsModel(QObject *parent = nullptr);

    /// Nothing, or all fields of this connection and its newest session.
    void setDetails(std::optional<ConnectionDetails> details);

    std::optional<CloseCause> lastCause() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    QVariant statusValue(Field field) const;
    QVariant sessionValue(Field field) const;
    QVariant accuracyValue(Field field) const;
    QVariant tcpValue(Field field) const;
    QVariant engineValue(Field field) const;

    std::optional<ConnectionDetails> m_details;
};

} // namespace heartline
