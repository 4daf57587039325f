// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile.h"

#include <QWidget>

#include <memory>

namespace heartline {

class FieldMarks;

namespace Ui {
class RequestPage;
}

/// The page "Request" of the profile editor: header fields, subprotocols, proxy.
class RequestPage : public QWidget {
    Q_OBJECT

public:
    explicit RequestPage(QWidget *parent = nullptr);
    ~RequestPage() override;

    void addTo(FieldMarks &marks);
    void load(const Profile &profile);
    /// Puts what was entered into `profile`.
    void store(Profile &profile) const;
    /// Offers a subprotocol that a preset needs, unless some are named already.
    void offerSubprotocol(const QString &name);

Q_SIGNALS:
    /// `path` as in the profiles file.
    void edited(const QString &path);

private:
    void setHeaders(const std::vector<HeaderField> &headers);
    std::vector<HeaderField> headers() const;
    void removeSelected();

    std::unique_ptr<Ui::RequestPage> m_ui;
};

} // namespace heartline
