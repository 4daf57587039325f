// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "core/heartbeatrule.h"
#include "heartbeat/expectedreply.h"
#include "heartbeat/message.h"

#include <memory>
#include <optional>

namespace heartline {

/// One composed beat.
struct ComposedBeat {
    std::optional<Message> message; ///< Empty for kind `listen`.
    ExpectedReply expected;
};

/// A HeartbeatRule made ready to run. Immutable after compile(); cheap to copy (shared data); used
/// from one thread at a time.
class Heartbeat {
public:
    /// Bytes of a ping's payload: the sequence (8, big-endian) and a nonce (8).
    static constexpr int PingPayloadBytes = 16;

    /// Applies the preset and checks message and reply. Errors have where = "/message",
    /// "/reply/regex" ... relative to the heartbeat object. Ranges are not checked here.
    static Result<Heartbeat> compile(const HeartbeatRule &rule);

    /// The rule with its preset applied.
    const HeartbeatRule &rule() const;

    /// The beat number `sequence`, with fresh values for its variables.
    ComposedBeat compose(qint64 sequence) const;

    /// True if `incoming` answers the beat that `expected` was composed with. Kind `listen`:
    /// answers(incoming, {}) tells whether a message counts.
    bool answers(const IncomingMessage &incoming, const ExpectedReply &expected) const;

    /// Kind `listen`: nothing is sent.
    bool isListening() const;

    /// False when two beats' replies look alike (a literal text): answers are matched in order.
    bool distinguishesBeats() const;

    /// What the protocol of the preset requires to be sent back at once, e.g. Engine.IO "3" for
    /// "2"; mostly nothing.
    std::optional<Message> automaticAnswer(const IncomingMessage &incoming) const;

private:
    struct Data;

    explicit Heartbeat(std::shared_ptr<const Data> data);

    std::shared_ptr<const Data> d;
};

} // namespace heartline
