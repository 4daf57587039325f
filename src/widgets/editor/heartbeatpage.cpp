// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/editor/heartbeatpage.h"

#include "heartbeat/heartbeat.h"
#include "heartbeat/json.h"
#include "ui_heartbeatpage.h"
#include "widgets/controls/fieldmarks.h"
#include "widgets/presentation/statepresentation.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace heartline {

namespace {

/// A bare JSON value, written as it stands in a file.
QString toJsonText(const QJsonValue &value)
{
    if (value.isUndefined())
        return {};
    const QByteArray array = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(array.sliced(1, array.size() - 2));
}

bool sendsMessage(HeartbeatKind kind)
{
    return kind != HeartbeatKind::Ping && kind != HeartbeatKind::Listen;
}

} // namespace

HeartbeatPage::HeartbeatPage(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::HeartbeatPage>())
{
    using Match = ReplyRule::Match;
    m_ui->setupUi(this);
    const std::array matches{
            std::pair{tr("The default of the kind"), Match::Default},
            std::pair{tr("A message that equals"), Match::Equals},
            std::pair{tr("A message that contains"), Match::Contains},
            std::pair{tr("A message that matches the regular expression"), Match::Regex},
            std::pair{tr("JSON: the value at a pointer equals a constant"), Match::PointerConstant},
            std::pair{tr("JSON: the value at a pointer equals what was sent"), Match::PointerSent},
    };
    for (const auto &[text, match] : matches)
        m_ui->match->addItem(text, static_cast<int>(match));
    m_ui->timeout->setDurationRange(HeartbeatRule::MinimumInterval, HeartbeatRule::MaximumInterval);
    m_ui->late->setDurationRange(HeartbeatRule::MinimumLate, HeartbeatRule::MaximumInterval);
    m_ui->misses->setRange(HeartbeatRule::MinimumMissesAllowed,
                           HeartbeatRule::MaximumMissesAllowed);

    const auto report = [this](const char16_t *path) {
        return [this, path] { Q_EMIT edited(QString::fromUtf16(path)); };
    };
    connect(m_ui->message, &QPlainTextEdit::textChanged, this, report(u"heartbeat.message"));
    connect(m_ui->match, &QComboBox::currentIndexChanged, this, [this] {
        showMatchFields();
        Q_EMIT edited(u"heartbeat.reply"_s);
    });
    connect(m_ui->replyText, &QLineEdit::textChanged, this, report(u"heartbeat.reply.text"));
    connect(m_ui->pointer, &QLineEdit::textChanged, this, report(u"heartbeat.reply.pointer"));
    connect(m_ui->constant, &QLineEdit::textChanged, this, report(u"heartbeat.reply.constant"));
    connect(m_ui->sentPointer, &QLineEdit::textChanged, this, report(u"heartbeat.reply.sent"));
    connect(m_ui->timeout, &QSpinBox::valueChanged, this, [this] {
        followTimeout();
        Q_EMIT edited(u"heartbeat.timeout_ms"_s);
    });
    connect(m_ui->late, &QSpinBox::valueChanged, this, [this] {
        m_lateFollows =
                m_ui->late->duration() == HeartbeatRule::defaultLate(m_ui->timeout->duration());
        Q_EMIT edited(u"heartbeat.late_ms"_s);
    });
    connect(m_ui->misses, &QSpinBox::valueChanged, this, report(u"heartbeat.misses_allowed"));
}

HeartbeatPage::~HeartbeatPage() = default;

void HeartbeatPage::addTo(FieldMarks &marks)
{
    marks.add(u"heartbeat.message"_s, m_ui->message, m_ui->form);
    marks.add(u"heartbeat.reply"_s, m_ui->match, m_ui->form);
    marks.add(u"heartbeat.reply.text"_s, m_ui->replyText, m_ui->form);
    marks.add(u"heartbeat.reply.pointer"_s, m_ui->pointer, m_ui->form);
    marks.add(u"heartbeat.reply.constant"_s, m_ui->constant, m_ui->form);
    marks.add(u"heartbeat.reply.sent"_s, m_ui->sentPointer, m_ui->form);
    marks.add(u"heartbeat.timeout_ms"_s, m_ui->timeout, m_ui->form);
    marks.add(u"heartbeat.late_ms"_s, m_ui->late, m_ui->form);
    marks.add(u"heartbeat.misses_allowed"_s, m_ui->misses, m_ui->form);
}

void HeartbeatPage::setRule(const HeartbeatRule &rule)
{
    m_rule = rule;
    m_ui->message->setPlainText(rule.message);
    setReply(rule.reply);
    m_ui->timeout->setDuration(rule.timeout);
    m_ui->late->setDuration(rule.late);
    m_lateFollows = rule.late == HeartbeatRule::defaultLate(rule.timeout);
    m_ui->misses->setValue(rule.missesAllowed);
    showKind();
}

void HeartbeatPage::chooseKind(HeartbeatKind kind)
{
    if (!m_rule.preset.isEmpty() && kind != m_rule.kind) {
        m_ui->message->clear();
        setReply({});
    }
    m_rule.preset.clear();
    m_rule.kind = kind;
    showKind();
}

void HeartbeatPage::showKind()
{
    const HeartbeatKind kind = m_rule.kind;
    const bool sends = sendsMessage(kind);
    m_ui->message->setEnabled(sends);
    m_ui->messageLabel->setEnabled(sends);
    m_ui->match->setEnabled(kind != HeartbeatKind::Ping);
    m_ui->matchLabel->setEnabled(kind != HeartbeatKind::Ping);
    HeartbeatRule defaults;
    defaults.kind = kind;
    m_ui->message->setPlaceholderText(sends ? defaults.effectiveMessage() : QString());
    showMatchFields();
}

HeartbeatRule HeartbeatPage::rule() const
{
    HeartbeatRule rule = m_rule;
    rule.message = sendsMessage(rule.kind) ? m_ui->message->toPlainText() : QString();
    rule.reply = rule.kind == HeartbeatKind::Ping ? ReplyRule() : reply();
    rule.timeout = m_ui->timeout->duration();
    rule.late = m_ui->late->duration();
    rule.missesAllowed = m_ui->misses->value();
    return rule;
}

ReplyRule HeartbeatPage::reply() const
{
    using Match = ReplyRule::Match;
    ReplyRule reply{.match = static_cast<Match>(m_ui->match->currentData().toInt())};
    switch (reply.match) {
    case Match::Default:
        break;
    case Match::Equals:
    case Match::Contains:
    case Match::Regex:
        reply.text = m_ui->replyText->text();
        break;
    case Match::PointerConstant:
        reply.pointer = m_ui->pointer->text().trimmed();
        reply.constant = parseJson(m_ui->constant->text().toUtf8())
                                 .value_or(QJsonValue(QJsonValue::Undefined));
        break;
    case Match::PointerSent:
        reply.pointer = m_ui->pointer->text().trimmed();
        reply.sentPointer = m_ui->sentPointer->text().trimmed();
        break;
    }
    return reply;
}

std::vector<Error> HeartbeatPage::problems() const
{
    const ReplyRule entered = rule().reply;
    if (entered.match != ReplyRule::Match::PointerConstant || !entered.constant.isUndefined())
        return {};
    return {{Error::Kind::InvalidInput,
             tr("Not a JSON value; write text in quotes, as in \"pong\""),
             u"heartbeat.reply.constant"_s}};
}

void HeartbeatPage::setReply(const ReplyRule &reply)
{
    m_ui->match->setCurrentIndex(m_ui->match->findData(static_cast<int>(reply.match)));
    m_ui->replyText->setText(reply.text);
    m_ui->pointer->setText(reply.pointer);
    m_ui->constant->setText(toJsonText(reply.constant));
    m_ui->sentPointer->setText(reply.sentPointer);
}

void HeartbeatPage::followTimeout()
{
    if (!m_lateFollows)
        return;
    m_ui->late->setDuration(HeartbeatRule::defaultLate(m_ui->timeout->duration()));
    m_lateFollows = true;
}

void HeartbeatPage::showMatchFields()
{
    using Match = ReplyRule::Match;
    const auto match = m_ui->match->isEnabled()
            ? static_cast<Match>(m_ui->match->currentData().toInt())
            : Match::Default;
    const bool hasPointer = match == Match::PointerConstant || match == Match::PointerSent;
    m_ui->form->setRowVisible(m_ui->replyText, match != Match::Default && !hasPointer);
    m_ui->form->setRowVisible(m_ui->pointer, hasPointer);
    m_ui->form->setRowVisible(m_ui->constant, match == Match::PointerConstant);
    m_ui->form->setRowVisible(m_ui->sentPointer, match == Match::PointerSent);
}

void HeartbeatPage::setKindsDiffer()
{
    for (QWidget *field : std::initializer_list<QWidget *>{m_ui->message, m_ui->messageLabel,
                                                           m_ui->match, m_ui->matchLabel})
        field->setEnabled(false);
    showMatchFields();
}

void HeartbeatPage::showPreview(const std::optional<HeartbeatRule> &rule)
{
    const auto compiled = rule ? Heartbeat::compile(*rule) : failure({}, {});
    QString text;
    if (!compiled)
        text = QString();
    else if (m_rule.kind == HeartbeatKind::Ping)
        text = tr("Sends a ping frame with the number of the beat; the pong brings it back.");
    else if (m_rule.kind == HeartbeatKind::Listen)
        text = tr("Sends nothing; measures the gaps between the messages of the server.");
    else if (m_rule.kind == HeartbeatKind::Binary)
        text = tr("The first beat sends the bytes %1")
                       .arg(QString::fromLatin1(compiled->compose(1).message->payload.toHex(' ')));
    else
        text = tr("The first beat sends %1")
                       .arg(QString::fromUtf8(compiled->compose(1).message->payload));
    m_ui->preview->setText(plainLine(text));
    m_ui->form->setRowVisible(m_ui->preview, !text.isEmpty());
}

} // namespace heartline
