// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/controlframe.h"

#include <QtEndian>

#include <array>

namespace heartline::ControlFrame {

namespace {

constexpr qsizetype headerSize = 2;
constexpr char finalPing = '\x89';
constexpr char finalPong = '\x8A';
constexpr char maskBit = '\x80';

} // namespace

QByteArray ping(QByteArrayView payload, quint32 maskingKey)
{
    Q_ASSERT(payload.size() <= MaximumPayload);
    std::array<char, sizeof(maskingKey)> key{};
    qToBigEndian(maskingKey, key.data());
    QByteArray frame;
    frame.reserve(headerSize + static_cast<qsizetype>(key.size()) + payload.size());
    frame.append(finalPing);
    frame.append(static_cast<char>(maskBit | static_cast<char>(payload.size())));
    frame.append(key.data(), key.size());
    for (qsizetype i = 0; i < payload.size(); ++i)
        frame.append(static_cast<char>(payload[i] ^ key[static_cast<std::size_t>(i) % key.size()]));
    return frame;
}

std::optional<QByteArrayView> takePong(QByteArrayView &data)
{
    if (data.size() < headerSize || data[0] != finalPong)
        return std::nullopt;
    // Beyond MaximumPayload would be a longer header, or a mask.
    const qsizetype length = static_cast<unsigned char>(data[1]);
    if (length > MaximumPayload || data.size() < headerSize + length)
        return std::nullopt;
    const QByteArrayView payload = data.sliced(headerSize, length);
    data = data.sliced(headerSize + length);
    return payload;
}

bool areOnlyPongs(QByteArrayView data)
{
    while (!data.isEmpty()) {
        if (!takePong(data))
            return false;
    }
    return true;
}

} // namespace heartline::ControlFrame
