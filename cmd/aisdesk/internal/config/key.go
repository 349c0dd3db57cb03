package config

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"aisdesk/aisclient"
	"aisdesk/aisclient/keyring"
	"aisdesk/aisclient/text"
)

// FromKeyring is the value of api_key_from that names the operating system's keyring; any other is the path of a file.
const FromKeyring = "keyring"

// KeyringService is the name under which the keyring shows API keys. The user is KeyringUser.
const KeyringService = "aisdesk API key"

// KeyringUser is the keyring's entry for the key of a client in an environment. Each profile has its own; the top level has
// the empty name.
func KeyringUser(profile, environment, client string) string {
	entry := environment + "/" + client
	if profile != "" {
		entry = "profile " + profile + "/" + entry
	}
	return entry
}

// keySource settles where the key comes from when the provider is first asked. Nothing is read before that: a command that
// works on this machine alone opens no keyring.
func (c *Config) keySource(v map[string]string, in *tables, h *home) error {
	from, source := v[keyFromSetting], c.sources[keyFromSetting]
	switch {
	case from == "", v[keySetting] != "" && c.sources[keySetting] == "AISDESK_API_KEY":
		return nil // the key itself stands nearer
	case v[keySetting] != "" && source == c.sources[keySetting]:
		return c.bad(keyFromSetting, "is given beside api_key", "Keep one of the two")
	}
	delete(v, keySetting)
	if from == FromKeyring {
		owner := in.profile
		if source == in.file {
			owner = "" // the top level's
		}
		c.KeyFrom = func(ctx context.Context) (aisclient.Secret, error) {
			return keyInRing(ctx, KeyringUser(owner, c.Environment, c.Client))
		}
		return nil
	}
	path, err := pathOf(c, keyFromSetting, from, h)
	if err != nil {
		return c.bad(keyFromSetting, err.Error(), "It is keyring, or the path of a file")
	}
	c.KeyFrom = func(context.Context) (aisclient.Secret, error) { return keyInFile(path) }
	return nil
}

// keyInRing takes a key out of the system's keyring.
func keyInRing(ctx context.Context, user string) (aisclient.Secret, error) {
	key, err := keyring.Ask(ctx, keyring.Limit, func() (string, error) { return keyring.System().Get(KeyringService, user) })
	switch {
	case errors.Is(err, keyring.ErrNotFound):
		return aisclient.Secret{}, fmt.Errorf("the keyring holds no API key of %s: \"aisdesk setup\" asks for it", text.Clean(user))
	case err != nil:
		return aisclient.Secret{}, fmt.Errorf("the keyring does not give the API key of %s: %w", text.Clean(user), err)
	}
	return soundKey(key, "the keyring")
}

// longestKey is the most that is read of a key's file in bytes.
const longestKey = 64 << 10

// keyInFile reads a key from a file, which must be its user's alone.
func keyInFile(path string) (aisclient.Secret, error) {
	f, err := OpenFile(path)
	if err != nil {
		return aisclient.Secret{}, fmt.Errorf("API key: %w", err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return aisclient.Secret{}, fmt.Errorf("API key: %w", err)
	}
	if err := Trusted("API key", path, info); err != nil {
		return aisclient.Secret{}, err
	}
	if info.Mode().IsRegular() && OthersRead(info) {
		return aisclient.Secret{}, fmt.Errorf("others can read the API key in %s (mode %04o). Run: chmod 600 %s", path, info.Mode().Perm(), path)
	}
	b, err := io.ReadAll(io.LimitReader(f, longestKey))
	if err != nil {
		return aisclient.Secret{}, fmt.Errorf("API key: %w", err)
	}
	return soundKey(strings.TrimSpace(string(b)), path)
}

func soundKey(key, where string) (aisclient.Secret, error) {
	if key == "" {
		return aisclient.Secret{}, fmt.Errorf("the API key in %s is empty", where)
	}
	if why := WrongKey(key); why != "" {
		return aisclient.Secret{}, fmt.Errorf("the API key in %s %s", where, why)
	}
	return aisclient.NewSecret(key), nil
}

// WrongKey says why a text can be no key, as the end of a sentence; empty where it can.
func WrongKey(key string) string {
	if n := len(key); n > 1 && (key[0] == '\'' || key[0] == '"') && key[n-1] == key[0] {
		return "stands in quotation marks: leave them out"
	}
	if strings.ContainsFunc(key, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return "has characters that no key has"
	}
	return ""
}
