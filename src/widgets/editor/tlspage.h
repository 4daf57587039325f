// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile.h"

#include <QWidget>

#include <memory>

namespace heartline {

class FieldMarks;

namespace Ui {
class TlsPage;
}

/// The page "TLS" of the profile editor.
class TlsPage : public QWidget {
    Q_OBJECT

public:
    explicit TlsPage(QWidget *parent = nullptr);
    ~TlsPage() override;

    void addTo(FieldMarks &marks);
    void load(const Profile &profile);
    /// Puts what was entered into `profile`.
    void store(Profile &profile) const;
    /// Says so if the URL has no use for what stands here.
    void setEncrypted(bool encrypted);

Q_SIGNALS:
    /// `path` as in the profiles file.
    void edited(const QString &path);

private:
    std::unique_ptr<Ui::TlsPage> m_ui;
};

} // namespace heartline
