package signature

import (
	"context"
	"crypto"
	"errors"
	"fmt"
	"net"
	"os"
	"strings"

	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/agent"
)

// ErrNoKey says that there is no key to sign with.
var ErrNoKey = errors.New("there is no SSH key to sign with")

// maxKeyFile is the largest private key file in bytes.
const maxKeyFile = 64 << 10

// FromFile reads a private key file of OpenSSH. passphrase is called where the key is encrypted; nil refuses. It fails with
// ErrNoKey where that is no key file, and where the file cannot be read or the passphrase is missing or wrong.
func FromFile(path string, passphrase func(prompt string) (string, error)) (*Signer, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNoKey, err)
	}
	if !info.Mode().IsRegular() || info.Size() > maxKeyFile {
		return nil, fmt.Errorf("%w: %s is no key file", ErrNoKey, path)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	raw, err := ssh.ParseRawPrivateKey(b)
	var locked *ssh.PassphraseMissingError
	if errors.As(err, &locked) && passphrase != nil {
		var typed string
		if typed, err = passphrase("Passphrase of the SSH key " + path + ": "); err != nil {
			return nil, err
		}
		raw, err = ssh.ParseRawPrivateKeyWithPassphrase(b, []byte(typed))
	}
	if err != nil {
		return nil, fmt.Errorf("the SSH key %s cannot be used: %w. Add it to ssh-agent with ssh-add, or name another", path, err)
	}
	return newSigner(raw)
}

func newSigner(raw any) (*Signer, error) {
	key, ok := raw.(crypto.Signer)
	if !ok {
		return nil, fmt.Errorf("%w: a key of this kind cannot sign", ErrNoKey)
	}
	s, err := ssh.NewSignerFromSigner(key)
	if err != nil {
		return nil, err
	}
	return &Signer{signer: s}, nil
}

// FromAgent takes a key of the running ssh-agent (SSH_AUTH_SOCK), hardware keys included: the one with the fingerprint
// or comment, or else the first that signs. The error wraps ErrNoKey.
func FromAgent(ctx context.Context, fingerprint string) (*Signer, error) {
	socket := os.Getenv("SSH_AUTH_SOCK")
	if socket == "" {
		return nil, fmt.Errorf("%w: no ssh-agent runs (SSH_AUTH_SOCK is empty). Start one and add a key with ssh-add", ErrNoKey)
	}
	conn, err := (&net.Dialer{}).DialContext(ctx, "unix", socket)
	if err != nil {
		return nil, fmt.Errorf("%w: ssh-agent gives no answer: %w", ErrNoKey, err)
	}
	client := agent.NewClient(conn)
	keys, err := client.List()
	if err == nil {
		for _, k := range keys {
			if !wanted(k, fingerprint) {
				continue
			}
			if s, err := signerOf(client, k); err == nil {
				return &Signer{signer: s, close: conn}, nil
			}
		}
		err = fmt.Errorf("ssh-agent does not hold it. \"ssh-add -l\" lists the keys, \"ssh-add FILE\" adds one")
	}
	return nil, errors.Join(fmt.Errorf("%w: %w", ErrNoKey, err), conn.Close())
}

// wanted passes by certificates: what is checked later is the key.
func wanted(k *agent.Key, fingerprint string) bool {
	if strings.Contains(k.Format, "-cert-") {
		return false
	}
	return fingerprint == "" || fingerprint == ssh.FingerprintSHA256(k) || fingerprint == k.Comment
}

func signerOf(client agent.ExtendedAgent, k *agent.Key) (ssh.Signer, error) {
	signers, err := client.Signers()
	if err != nil {
		return nil, err
	}
	for _, s := range signers {
		if ssh.FingerprintSHA256(s.PublicKey()) == ssh.FingerprintSHA256(k) {
			return s, nil
		}
	}
	return nil, ErrNoKey
}

// Open finds the key that a setting names: a file of that path, or a key of ssh-agent with that fingerprint or comment; the
// first of ssh-agent where it is empty. passphrase is as for FromFile. It fails as FromFile or FromAgent does.
func Open(ctx context.Context, setting string, passphrase func(prompt string) (string, error)) (*Signer, error) {
	if setting != "" {
		if info, err := os.Stat(setting); err == nil && info.Mode().IsRegular() {
			return FromFile(setting, passphrase)
		}
	}
	s, err := FromAgent(ctx, setting)
	if err != nil && setting != "" {
		err = fmt.Errorf("the key %q of the settings is no file, and no key of ssh-agent: %w", setting, err)
	}
	return s, err
}
