// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/tlsticket.h"

#include <QByteArrayView>

namespace heartline {

namespace {

// ITU-T X.690: tags, and lengths in the short and the long form.
constexpr quint8 sequenceTag = 0x30;
constexpr quint8 peerTag = 0xa3; ///< [3], constructed: the certificate in SSL_SESSION.
constexpr quint8 longForm = 0x80;
constexpr int maximumLengthBytes = 3;

struct Element {
    quint8 tag = 0;
    QByteArrayView whole;
    QByteArrayView content;
};

quint8 byteAt(QByteArrayView bytes, qsizetype index)
{
    return static_cast<quint8>(bytes[index]);
}

/// Takes the first element from `bytes`.
std::optional<Element> takeElement(QByteArrayView &bytes)
{
    if (bytes.size() < 2)
        return std::nullopt;
    qsizetype length = byteAt(bytes, 1);
    qsizetype header = 2;
    if (length & longForm) {
        const qsizetype lengthBytes = length & ~qsizetype(longForm);
        if (lengthBytes < 1 || lengthBytes > maximumLengthBytes
            || bytes.size() < header + lengthBytes)
            return std::nullopt;
        length = 0;
        for (; header < 2 + lengthBytes; ++header)
            length = length << 8 | byteAt(bytes, header);
    }
    if (bytes.size() < header + length)
        return std::nullopt;
    const Element element{.tag = byteAt(bytes, 0),
                          .whole = bytes.first(header + length),
                          .content = bytes.sliced(header, length)};
    bytes = bytes.sliced(header + length);
    return element;
}

QByteArray encoded(quint8 tag, const QByteArray &content)
{
    QByteArray length;
    for (qsizetype rest = content.size(); rest > 0; rest >>= 8)
        length.prepend(static_cast<char>(rest & 0xff));
    if (content.size() >= longForm)
        length.prepend(static_cast<char>(longForm | length.size()));
    return QByteArray(1, static_cast<char>(tag)) + length + content;
}

} // namespace

std::optional<QByteArray> withoutCertificate(const QByteArray &session)
{
    QByteArrayView rest(session);
    const auto sequence = takeElement(rest);
    if (!sequence || sequence->tag != sequenceTag || !rest.isEmpty())
        return std::nullopt;
    QByteArray content;
    for (rest = sequence->content; !rest.isEmpty();) {
        const auto element = takeElement(rest);
        if (!element)
            return std::nullopt;
        if (element->tag != peerTag)
            content += element->whole;
    }
    if (content.isEmpty())
        return std::nullopt;
    return encoded(sequenceTag, content);
}

} // namespace heartline
