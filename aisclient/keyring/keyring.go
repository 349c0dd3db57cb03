// Package keyring reaches the operating system's store of secrets, whose calls may hang.
package keyring

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"time"

	"github.com/zalando/go-keyring"
)

// Ring is a store of secrets by service and user.
type Ring interface {
	Get(service, user string) (string, error)
	Set(service, user, secret string) error
	Delete(service, user string) error
}

// ErrNotFound says that the keyring answers and holds no such secret. It is a cause: use errors.Is.
var ErrNotFound = keyring.ErrNotFound

// System is the operating system's keyring.
func System() Ring { return system{} }

type system struct{}

func (system) Get(service, user string) (string, error) {
	secret, err := keyring.Get(service, user)
	return secret, worded(err)
}
func (system) Set(service, user, secret string) error {
	return worded(keyring.Set(service, user, secret))
}
func (system) Delete(service, user string) error { return worded(keyring.Delete(service, user)) }

// worded says in plain words that no keyring runs: one is looked for by a program that starts it.
func worded(err error) error {
	if missing, ok := errors.AsType[*exec.Error](err); ok {
		return &noRing{missing}
	}
	return err
}

type noRing struct{ missing *exec.Error }

func (e *noRing) Error() string {
	return "no keyring runs here, and " + e.missing.Name + ", which starts one, is not installed"
}
func (e *noRing) Unwrap() error { return e.missing }

// Limit is how long a keyring may take for an answer unless told otherwise. A locked one asks its user, and answers the next time.
const Limit = 3 * time.Second

// Ask calls ask with a time limit. A call that hangs is left behind: it cannot be stopped. It fails with ask's error, with ctx's,
// or where there was no answer in that time.
func Ask(ctx context.Context, limit time.Duration, ask func() (string, error)) (string, error) {
	type answer struct {
		v   string
		err error
	}
	done := make(chan answer, 1)
	go func() {
		v, err := ask()
		done <- answer{v, err}
	}()
	late := time.NewTimer(limit)
	defer late.Stop()
	select {
	case a := <-done:
		return a.v, a.err
	case <-late.C:
		return "", fmt.Errorf("no answer within %v; if it asks for its password, unlock it and try again", limit)
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

// Answers reports whether there is a keyring that answers.
func Answers(ctx context.Context, r Ring, limit time.Duration) bool {
	_, err := Ask(ctx, limit, func() (string, error) { return r.Get("aisdesk", "is anybody there") })
	return err == nil || errors.Is(err, ErrNotFound)
}
