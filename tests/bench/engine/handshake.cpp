// SPDX-License-Identifier: GPL-3.0-or-later
#include "handshake.h"

#include <openssl/evp.h>
#include <openssl/sha.h>

#include <algorithm>
#include <array>
#include <cctype>

namespace heartline::bench {

namespace {

constexpr std::string_view keyHeader = "\r\nsec-websocket-key:";
constexpr std::string_view keySuffix = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

std::string acceptValue(std::string_view key)
{
    const std::string text = std::string(key).append(keySuffix);
    std::array<unsigned char, SHA_DIGEST_LENGTH> digest{};
    SHA1(reinterpret_cast<const unsigned char *>(text.data()), text.size(), digest.data());
    std::array<unsigned char, 4 * (SHA_DIGEST_LENGTH + 2) / 3 + 1> base64{};
    EVP_EncodeBlock(base64.data(), digest.data(), digest.size());
    return reinterpret_cast<const char *>(base64.data());
}

} // namespace

std::string upgradeRequest(int port)
{
    return "GET / HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port)
            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
              "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
}

std::optional<std::string> upgradeResponse(std::string_view request)
{
    const auto sameLetter = [](char a, char b) {
        return std::tolower(static_cast<unsigned char>(a)) == b;
    };
    const auto *const found = std::search(request.begin(), request.end(), keyHeader.begin(),
                                          keyHeader.end(), sameLetter);
    if (found == request.end())
        return std::nullopt;
    std::string_view key =
            request.substr(static_cast<std::size_t>(found - request.begin()) + keyHeader.size());
    key.remove_prefix(std::min(key.find_first_not_of(' '), key.size()));
    key = key.substr(0, key.find_first_of(" \r"));
    return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
           "Sec-WebSocket-Accept: "
            + acceptValue(key) + "\r\n\r\n";
}

} // namespace heartline::bench
