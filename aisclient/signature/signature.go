// Package signature signs bytes with a person's SSH key and checks such signatures. The form is that of
// ssh-keygen -Y sign (SSHSIG): what is signed here, ssh-keygen -Y verify accepts, and the other way round.
//
//	key, err := signature.FromAgent(ctx, "")              // or FromFile
//	armored, err := key.Sign(signature.Report, document)
//	by, err := signature.Verify(signature.Report, document, armored)
//
// A signature tells which key signed. Whose key that is, others must know.
package signature

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"

	"github.com/hiddeco/sshsig"
	"golang.org/x/crypto/ssh"
)

// Namespace is what a signature is for. A signature for one thing is refused for another.
type Namespace string

// Namespaces.
const (
	Report Namespace = "aisdesk-report" // the JSON of a report
	Event  Namespace = "aisdesk-event"  // the header of an event of a case
	Team   Namespace = "aisdesk-team"   // a change of a team
)

// Key names a public key.
type Key struct {
	// Fingerprint is the key's as ssh-keygen -l prints it: "SHA256:...".
	Fingerprint string `json:"fingerprint"`
	// Public is the key in the form of an authorized_keys file, without a comment.
	Public string `json:"public"`
}

// ErrInvalid says that a signature is not one of these bytes for this namespace.
var ErrInvalid = errors.New("the signature does not fit")

// Signer holds a private key, or asks an agent that does.
type Signer struct {
	signer ssh.Signer
	close  io.Closer
}

// Key is the public key by which signatures are checked.
func (s *Signer) Key() Key { return keyOf(s.signer.PublicKey()) }

// Sign returns the armored signature of a message. With a key in hardware it waits for its owner. It fails where the key, the
// agent or the owner of the hardware does not sign.
func (s *Signer) Sign(n Namespace, message []byte) ([]byte, error) {
	sig, err := sshsig.Sign(bytes.NewReader(message), s.signer, sshsig.HashSHA512, string(n))
	if err != nil {
		return nil, fmt.Errorf("signing with the key %s: %w", s.Key().Fingerprint, err)
	}
	return sshsig.Armor(sig), nil
}

// Close ends the connection with an agent. The error is that of its connection.
func (s *Signer) Close() error {
	if s.close == nil {
		return nil
	}
	return s.close.Close()
}

// Verify checks an armored signature of a message and returns the key that made it. The error wraps ErrInvalid. No byte
// of the armor can be another: what it says would not be the same bytes again.
func Verify(n Namespace, message, armored []byte) (Key, error) {
	sig, err := sshsig.Unarmor(armored)
	if err == nil && !exact(armored, sig) {
		err = errors.New("there is something beside it")
	}
	if err == nil {
		err = sshsig.Verify(bytes.NewReader(message), sig, sig.PublicKey, sig.HashAlgorithm, string(n))
	}
	if err != nil {
		return Key{}, fmt.Errorf("%w: %w", ErrInvalid, err)
	}
	return keyOf(sig.PublicKey), nil
}

// exact reports whether the armor holds the signature and nothing else: bits that base64 does not use, or text around
// it, could otherwise be changed without anybody noticing. Lines may be of any length.
func exact(armored []byte, sig *sshsig.Signature) bool {
	const begin, end = "-----BEGIN " + sshsig.PEMType + "-----\n", "\n-----END " + sshsig.PEMType + "-----"
	body, ok := bytes.CutPrefix(armored, []byte(begin))
	if !ok {
		return false
	}
	body, ok = bytes.CutSuffix(bytes.TrimSuffix(body, []byte("\n")), []byte(end))
	body = bytes.ReplaceAll(body, []byte("\n"), nil)
	return ok && string(body) == base64.StdEncoding.EncodeToString(sig.Marshal())
}

func keyOf(k ssh.PublicKey) Key {
	return Key{Fingerprint: ssh.FingerprintSHA256(k), Public: string(bytes.TrimSpace(ssh.MarshalAuthorizedKey(k)))}
}

// ParseKey reads a public key as it stands in an authorized_keys file or in a .pub file. Anything else is an error of package
// ssh.
func ParseKey(line string) (Key, error) {
	k, _, _, _, err := ssh.ParseAuthorizedKey([]byte(line))
	if err != nil {
		return Key{}, fmt.Errorf("it is not a public SSH key: %w", err)
	}
	return keyOf(k), nil
}
