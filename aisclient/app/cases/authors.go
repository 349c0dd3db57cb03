package cases

import (
	"context"
	"errors"
	"os"
	"os/user"
	"strings"
	"sync"

	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/signature"
	"aisdesk/aisclient/text"
)

// authors says who acts on this machine: a name, and the key that signs.
type authors struct {
	settings   Settings
	passphrase func(prompt string) (string, error)

	mu     sync.Mutex
	signer *signature.Signer
}

// now is who acts. The key is opened once.
func (a *authors) now(ctx context.Context) (casefile.Author, error) {
	by := casefile.Author{Name: a.name()}
	if !a.settings.Sign {
		return by, nil
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.signer == nil {
		s, err := signature.Open(ctx, a.settings.Key, a.passphrase)
		if err != nil {
			return by, err
		}
		a.signer = s
	}
	by.Signer = a.signer
	return by, nil
}

// SignKey says why the key of the settings cannot sign; nil where it is there, or nothing is to be signed. Nobody is asked for
// a passphrase. That is signature.ErrNoKey.
func SignKey(ctx context.Context, c *Cases) error {
	if !c.deps.Settings.Sign {
		return nil
	}
	s, err := signature.Open(ctx, c.deps.Settings.Key, nil)
	if err == nil {
		return s.Close()
	}
	if errors.Is(err, signature.ErrNoKey) {
		return err
	}
	return nil
}

// OwnKey is the key with which the settings sign; false where they name none, or it cannot be known without its passphrase and
// without its public half in a file beside it.
func OwnKey(ctx context.Context, c *Cases) (signature.Key, bool) {
	if !c.deps.Settings.Sign && c.deps.Settings.Key == "" {
		return signature.Key{}, false
	}
	if s, err := signature.Open(ctx, c.deps.Settings.Key, nil); err == nil {
		return s.Key(), s.Close() == nil
	}
	b, err := os.ReadFile(c.deps.Settings.Key + ".pub")
	if err != nil {
		return signature.Key{}, false
	}
	k, err := signature.ParseKey(string(b))
	return k, err == nil
}

// name is the name with which acts are written.
func (a *authors) name() string {
	if n := strings.TrimSpace(a.settings.Author); n != "" {
		return text.Clean(n).String()
	}
	if u, err := user.Current(); err == nil && u.Username != "" {
		return text.Clean(u.Username).String()
	}
	return "unknown"
}

func (a *authors) close() error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.signer == nil {
		return nil
	}
	return a.signer.Close()
}
