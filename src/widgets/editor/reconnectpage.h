// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile.h"

#include <QWidget>

#include <memory>

namespace heartline {

class FieldMarks;

namespace Ui {
class ReconnectPage;
}

/// The page "Reconnect" of the profile editor.
class ReconnectPage : public QWidget {
    Q_OBJECT

public:
    explicit ReconnectPage(QWidget *parent = nullptr);
    ~ReconnectPage() override;

    void addTo(FieldMarks &marks);
    void load(const Profile &profile);
    /// Puts what was entered into `profile`.
    void store(Profile &profile) const;

Q_SIGNALS:
    /// `path` as in the profiles file.
    void edited(const QString &path);

private:
    ReconnectPolicy policy() const;
    void update();

    std::unique_ptr<Ui::ReconnectPage> m_ui;
};

} // namespace heartline
