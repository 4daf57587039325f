// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile.h"

#include <QWidget>

#include <memory>

namespace heartline {

class FieldMarks;

namespace Ui {
class LimitsPage;
}

/// The page "Limits" of the profile editor: deadlines of the phases, size of messages.
class LimitsPage : public QWidget {
    Q_OBJECT

public:
    explicit LimitsPage(QWidget *parent = nullptr);
    ~LimitsPage() override;

    void addTo(FieldMarks &marks);
    void load(const Profile &profile);
    /// Puts what was entered into `profile`.
    void store(Profile &profile) const;

Q_SIGNALS:
    /// `path` as in the profiles file.
    void edited(const QString &path);

private:
    std::unique_ptr<Ui::LimitsPage> m_ui;
};

} // namespace heartline
