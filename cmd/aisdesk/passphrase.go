package main

import (
	"errors"
	"fmt"
	"os"

	"golang.org/x/term"

	"aisdesk/aisclient"
	"aisdesk/aisclient/archive"
	"aisdesk/cmd/aisdesk/internal/config"
)

// passphrase asks for a passphrase without showing it. For programs it can come from a file, whose name is in
// AISDESK_PASSPHRASE_FILE: an environment variable with the passphrase itself could be read by others.
func (a *app) passphrase(prompt string) (string, error) {
	if name := a.getenv("AISDESK_PASSPHRASE_FILE"); name != "" {
		name, err := config.ExpandHome(name, a.getenv)
		if err != nil {
			return "", fmt.Errorf("AISDESK_PASSPHRASE_FILE: %w", err)
		}
		b, err := os.ReadFile(name)
		if err != nil {
			return "", fmt.Errorf("AISDESK_PASSPHRASE_FILE: %w", err)
		}
		return firstLine(b), nil
	}
	in, ok := a.In.(*os.File)
	if !ok || !term.IsTerminal(int(in.Fd())) {
		return "", errors.New("there is no terminal to ask for the passphrase: set AISDESK_PASSPHRASE_FILE to a file that holds it")
	}
	fmt.Fprint(a.Err, prompt)
	b, err := term.ReadPassword(int(in.Fd()))
	fmt.Fprintln(a.Err)
	return string(b), err
}

func firstLine(b []byte) string {
	for i, c := range b {
		if c == '\n' || c == '\r' {
			return string(b[:i])
		}
	}
	return string(b)
}

// shortest is the length in bytes below which a passphrase is refused.
const shortest = 12

func (a *app) setPassphrase(store *archive.Store) error {
	word, err := a.passphrase("New passphrase: ")
	if err != nil {
		return err
	}
	if len(word) < shortest {
		return fmt.Errorf("the passphrase has fewer than %d characters; take a few words", shortest)
	}
	again, err := a.passphrase("The same again: ")
	if err != nil {
		return err
	}
	if word != again {
		return errors.New("the two passphrases differ; nothing was changed")
	}
	return store.SetPassphrase(aisclient.NewSecret(word))
}
