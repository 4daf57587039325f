// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "core/heartbeatrule.h"

#include <QWidget>

#include <memory>
#include <optional>
#include <vector>

namespace heartline {

class FieldMarks;

namespace Ui {
class HeartbeatPage;
}

/// The page "Heartbeat" of the profile editor: message, reply and thresholds of a rule whose preset
/// is applied. Kind, preset and interval are chosen elsewhere.
class HeartbeatPage : public QWidget {
    Q_OBJECT

public:
    explicit HeartbeatPage(QWidget *parent = nullptr);
    ~HeartbeatPage() override;

    void addTo(FieldMarks &marks);

    /// Shows `rule` and keeps the fields of it that have no editor here.
    void setRule(const HeartbeatRule &rule);
    /// Leaves the preset, if any; message and reply that belonged to another kind of it go, too.
    void chooseKind(HeartbeatKind kind);
    void setInterval(HeartbeatRule::Milliseconds interval) { m_rule.interval = interval; }
    HeartbeatRule rule() const;
    /// What is wrong with the entered text before it is a rule.
    std::vector<Error> problems() const;

    /// Message and reply cannot be edited: they belong to different kinds. Until one is chosen.
    void setKindsDiffer();
    /// Shows what the first beat of `rule` will send; nothing: hides that.
    void showPreview(const std::optional<HeartbeatRule> &rule);

Q_SIGNALS:
    /// `path` as in the profiles file, e.g. "heartbeat.timeout_ms".
    void edited(const QString &path);

private:
    void showKind();
    ReplyRule reply() const;
    void setReply(const ReplyRule &reply);
    void followTimeout();
    void showMatchFields();

    std::unique_ptr<Ui::HeartbeatPage> m_ui;
    HeartbeatRule m_rule;
    bool m_lateFollows = false; ///< `late` stands at its default and follows the timeout.
};

} // namespace heartline
