package cli

import (
	"errors"
	"fmt"
	"os"

	"golang.org/x/term"

	"aisdesk/aisclient"
	"aisdesk/cmd/aisdesk/internal/config"
)

// passphrase asks for a passphrase without showing it. For programs it can come from a file, whose name is in
// AISDESK_PASSPHRASE_FILE: an environment variable with the passphrase itself could be read by others.
func (prog *Program) passphrase(prompt string) (string, error) {
	if name := prog.Getenv("AISDESK_PASSPHRASE_FILE"); name != "" {
		name, err := config.ExpandHome(name, prog.Getenv)
		if err != nil {
			return "", fmt.Errorf("AISDESK_PASSPHRASE_FILE: %w", err)
		}
		b, err := os.ReadFile(name)
		if err != nil {
			return "", fmt.Errorf("AISDESK_PASSPHRASE_FILE: %w", err)
		}
		return firstLine(b), nil
	}
	in, ok := prog.In.(*os.File)
	if !ok || !term.IsTerminal(int(in.Fd())) {
		return "", errors.New("there is no terminal to ask for the passphrase: set AISDESK_PASSPHRASE_FILE to a file that holds it")
	}
	if prog.Accessible {
		fmt.Fprintln(prog.Err, "What is typed now is not shown.")
	}
	fmt.Fprint(prog.Err, prompt)
	b, err := term.ReadPassword(int(in.Fd()))
	fmt.Fprintln(prog.Err)
	if prog.Accessible {
		fmt.Fprintln(prog.Err, "It was read. What is typed is shown again.")
	}
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

// NewPassphrase asks twice for a passphrase to come.
func (prog *Program) NewPassphrase() (aisclient.Secret, error) {
	typed, err := prog.passphrase("New passphrase: ")
	if err != nil {
		return aisclient.Secret{}, err
	}
	if len(typed) < shortest {
		return aisclient.Secret{}, fmt.Errorf("the passphrase has fewer than %d characters: use a few words", shortest)
	}
	again, err := prog.passphrase("Repeat the passphrase: ")
	if err != nil {
		return aisclient.Secret{}, err
	}
	if typed != again {
		return aisclient.Secret{}, errors.New("the two passphrases differ: nothing was changed")
	}
	return aisclient.NewSecret(typed), nil
}
