// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/presentation/detailtext.h"

#include "core/causedetail.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <array>
#include <vector>

using namespace Qt::Literals::StringLiterals;

namespace heartline {

namespace {

/// Words with places for arguments, to be found again in a text.
struct Template {
    const char *context;
    const char *words;
    QRegularExpression pattern;
};

Template makeTemplate(const char *context, const char *words)
{
    static const QRegularExpression place(u"%\\d"_s);
    QStringList parts = QString::fromLatin1(words).split(place);
    for (QString &part : parts)
        part = QRegularExpression::escape(part);
    return {context, words,
            QRegularExpression(QRegularExpression::anchoredPattern(parts.join(u"(.*)"_s)))};
}

const std::vector<Template> &templates()
{
    static const std::vector<Template> all = [] {
        std::vector<Template> result;
        result.reserve(CauseDetail::All.size() + 1);
        for (const char *words : CauseDetail::All)
            result.push_back(makeTemplate(CauseDetail::Context, words));
        result.push_back(makeTemplate("QSslSocket", "Error during SSL handshake: %1"));
        return result;
    }();
    return all;
}

/// Where Qt keeps what it says without arguments.
constexpr std::array qtContexts{"QSslSocket",           "QAbstractSocket",   "QNativeSocketEngine",
                                "QHostInfoAgent",       "QHttpSocketEngine", "QSocks5SocketEngine",
                                "QAbstractSocketEngine"};

} // namespace

QString translatedDetail(const QString &detail)
{
    for (const Template &known : templates()) {
        const auto match = known.pattern.match(detail);
        if (!match.hasMatch())
            continue;
        QString text = QCoreApplication::translate(known.context, known.words);
        const QStringList arguments = match.capturedTexts().mid(1);
        // All at once: what stands for %1 may hold a %2 of its own.
        switch (arguments.size()) {
        case 0:
            return text;
        case 1:
            return text.arg(translatedDetail(arguments[0]));
        case 2:
            return text.arg(translatedDetail(arguments[0]), arguments[1]);
        default:
            return text.arg(translatedDetail(arguments[0]), arguments[1], arguments[2]);
        }
    }
    const QByteArray words = detail.toUtf8();
    for (const char *context : qtContexts) {
        QString text = QCoreApplication::translate(context, words.constData());
        if (text != detail)
            return text;
    }
    return detail;
}

} // namespace heartline
