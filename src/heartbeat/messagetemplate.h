// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"

#include <QByteArray>
#include <QString>
#include <QUuid>

#include <variant>
#include <vector>

namespace heartline {

/// The values of the variables of one beat.
struct TemplateValues {
    qint64 sequence = 0;
    QUuid uuid;
    qint64 nowMs = 0; ///< UTC milliseconds since 1970.

    /// A fresh UUID and the time of day, for beat number `sequence`.
    static TemplateValues forBeat(qint64 sequence);
};

/// Text with the variables `${seq}`, `${uuid}` and `${now_ms}`; `$${` stands for a literal `${`.
class MessageTemplate {
public:
    /// Longest template, in UTF-16 units: a heartbeat is no bulk transfer.
    static constexpr qsizetype MaximumLength = 65'536;

    enum class Form {
        Text,
        Binary, ///< Hexadecimal digits, spaces allowed between bytes. `${seq}` and `${now_ms}` are
                ///< 8 bytes big-endian, `${uuid}` is 16 bytes (RFC 4122 order).
    };

    MessageTemplate() = default;

    /// An error names the unknown variable, or the place that is malformed.
    static Result<MessageTemplate> compile(const QString &source, Form form);

    /// UTF-8 for Form::Text.
    QByteArray render(const TemplateValues &values) const;

    /// As a regular expression: the values of the variables match literally. Form::Text only.
    QString renderPattern(const TemplateValues &values) const;

    bool hasVariables() const;
    /// True if the rendered text begins (ends) with a decimal number that grows from beat to beat.
    bool startsWithNumber() const;
    bool endsWithNumber() const;

private:
    enum class Variable { Sequence, Uuid, NowMs };
    using Part = std::variant<QString, QByteArray, Variable>;

    static bool isNumber(const Part &part);
    static QString text(Variable variable, const TemplateValues &values);
    static QByteArray bytes(Variable variable, const TemplateValues &values);
    Result<void> addLiteral(const QString &literal, qsizetype position);
    Result<void> addVariable(QStringView name, qsizetype position);

    Form m_form = Form::Text;
    std::vector<Part> m_parts;
};

} // namespace heartline
