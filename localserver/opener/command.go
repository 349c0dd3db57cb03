package opener

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// Command opens the page with a command of the user's, as --browser or BROWSER give it.
type Command struct{ args []string }

// ReadsFiles reports whether the command's browser can be sent to a file of this user. Over ssh nobody can tell: it may be a
// helper that hands addresses to the browser at the other end.
func (c *Command) ReadsFiles() bool {
	return !environmentApart(os.Getenv) && !overSSH(os.Getenv) && !programApart(c.args[0])
}

// ErrCommand wraps every reason why a browser command is refused.
var ErrCommand = errors.New("not a command to open a browser with")

// NewCommand splits a command line into words, without a shell: spaces separate, single and double quotes
// and a backslash outside single quotes take what follows as it is. A word that holds %s gets the address in
// its place; without one the address is the last argument. It fails with ErrCommand.
func NewCommand(line string) (*Command, error) {
	args, err := splitWords(line)
	if err != nil {
		return nil, err
	}
	if len(args) == 0 || args[0] == "" {
		return nil, fmt.Errorf("%w: it is empty", ErrCommand)
	}
	return &Command{args}, nil
}

// Commands reads the variable BROWSER as other programs do: commands separated by colons (semicolons on Windows), with %s
// for the address, %c for a colon and %% for a percent sign. An entry that is the name of a program is taken whole. What
// cannot be a command is left out.
func Commands(variable string) []*Command {
	var all []*Command
	for _, entry := range filepath.SplitList(variable) {
		c := &Command{args: []string{entry}}
		if _, err := exec.LookPath(entry); err != nil {
			if c, err = NewCommand(entry); err != nil {
				continue
			}
		}
		for i, a := range c.args {
			c.args[i] = strings.NewReplacer("%c", ":", "%%", "%").Replace(a)
		}
		all = append(all, c)
	}
	return all
}

// Open runs the command and waits for it. Its output goes into a small buffer. When ctx ends, the command is
// ended too. A command that cannot be started, or that ends with a failure, is an error with the end of what it wrote.
func (c *Command) Open(ctx context.Context, url string, _ bool) error {
	args, placed := make([]string, 0, len(c.args)+1), false
	for i, a := range c.args {
		if i > 0 && strings.Contains(a, "%s") {
			a, placed = strings.ReplaceAll(a, "%s", url), true
		}
		args = append(args, a)
	}
	if !placed {
		args = append(args, url)
	}
	out := &boundedBuffer{most: 4 << 10}
	cmd := exec.CommandContext(ctx, args[0], args[1:]...)
	cmd.Stdout, cmd.Stderr = out, out
	cmd.WaitDelay = 200 * time.Millisecond // what it started may keep the pipes open
	ownSession(cmd)
	err := cmd.Run()
	if errors.Is(err, exec.ErrWaitDelay) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("the browser command %q failed: %w%s", args[0], err, out.tail())
	}
	return nil
}

func splitWords(line string) ([]string, error) {
	var words []string
	var w strings.Builder
	in, quote, escaped := false, rune(0), false
	for _, r := range line {
		switch {
		case escaped:
			w.WriteRune(r)
			escaped = false
		case r == '\\' && quote != '\'':
			in, escaped = true, true
		case quote != 0 && r == quote:
			quote = 0
		case quote != 0:
			w.WriteRune(r)
		case r == '\'' || r == '"':
			in, quote = true, r
		case r == ' ' || r == '\t' || r == '\n' || r == '\r':
			if in {
				words = append(words, w.String())
				w.Reset()
			}
			in = false
		default:
			in = true
			w.WriteRune(r)
		}
	}
	if quote != 0 || escaped {
		return nil, fmt.Errorf("%w: a quote or a backslash at the end has nothing to close it", ErrCommand)
	}
	if in {
		words = append(words, w.String())
	}
	return words, nil
}
