package cli

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"aisdesk/aisclient/text"
)

// OneArg lets a command take exactly one argument; what names it.
func OneArg(what string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		switch len(args) {
		case 0:
			return fmt.Errorf("%s is missing: %s", what, strings.TrimSuffix(c.UseLine(), " [flags]"))
		case 1:
			return nil
		}
		return fmt.Errorf("unexpected argument %q: %s", args[1], strings.TrimSuffix(c.UseLine(), " [flags]"))
	}
}

// AtMostOneArg lets a command take one argument or none. More are an error that shows the usage.
func AtMostOneArg(c *cobra.Command, args []string) error {
	if len(args) > 1 {
		return OneArg("")(c, args)
	}
	return nil
}

// KnownArg refuses an argument that the command does not know.
func KnownArg(c *cobra.Command, args []string) error {
	if !slices.Contains(c.ValidArgs, args[0]) {
		return fmt.Errorf("%q is neither %s", args[0], strings.Join(c.ValidArgs, " nor "))
	}
	return nil
}

// NoArgs refuses arguments. An argument may be meant as a command: those that are like it are named.
func NoArgs(c *cobra.Command, args []string) error {
	switch {
	case len(args) == 0:
		return nil
	case c.HasParent():
		hint := ""
		if like := nearCommands(c, args[0]); like != "" {
			hint = "; did you mean " + like + "?"
		}
		return fmt.Errorf("unexpected argument %q: %s takes none%s", args[0], c.CommandPath(), hint)
	}
	hint := `"aisdesk --help" lists the commands`
	if like := nearCommands(c, args[0]); like != "" {
		hint = "did you mean " + like + "?"
	}
	return fmt.Errorf("there is no command %q; %s", args[0], hint)
}

// OnlyBelow refuses the arguments of a command that only has others below it.
func OnlyBelow(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	hint := fmt.Sprintf("%q lists them", c.CommandPath()+" --help")
	if like := nearCommands(c, args[0]); like != "" {
		hint = "did you mean " + like + "?"
	}
	return fmt.Errorf("there is no command %q below %s; %s", text.Clean(args[0]), c.Name(), hint)
}

// nearCommands names the commands below c that are like a word.
func nearCommands(c *cobra.Command, word string) string {
	var names []string
	for _, sub := range c.Commands() {
		if sub.IsAvailableCommand() || sub.Name() == "help" { // which cobra counts as no command of its own
			names = append(names, sub.Name())
		}
	}
	return strings.Join(Nearest(word, names), " or ")
}

// mayBeEmpty are the flags of which an empty value says something: --layout= takes back that of the settings.
var mayBeEmpty = []string{"layout"}

// nothingEmpty refuses flags and arguments without a value: behind each a variable may stand that is not set, and what would be done
// instead is another thing: without a filter, with all customers, in the usual archive, by another client.
func nothingEmpty(c *cobra.Command, args []string) (err error) {
	c.Flags().Visit(func(f *pflag.Flag) {
		if err == nil && emptyValue(f.Value) && !slices.Contains(mayBeEmpty, f.Name) {
			err = fmt.Errorf("--%s is empty, as an unset variable is: leave the flag out, or give it a value", f.Name)
		}
	})
	if err == nil && slices.Contains(args, "") {
		err = errors.New("an argument is empty, as an unset variable is: " + strings.TrimSuffix(c.UseLine(), " [flags]"))
	}
	return err
}

// emptyValue reports whether a flag was given nothing, or a list with nothing among the rest.
func emptyValue(v pflag.Value) bool {
	if list, ok := v.(pflag.SliceValue); ok {
		return len(list.GetSlice()) == 0 || slices.Contains(list.GetSlice(), "")
	}
	return v.String() == "" || v.Type() == "stringToString" && v.String() == "[]"
}

// ExactlyOneFlag refuses a command line without one of some flags, or with more than one.
func ExactlyOneFlag(c *cobra.Command, names ...string) error {
	var given []string
	for _, n := range names {
		if c.Flags().Changed(n) {
			given = append(given, "--"+n)
		}
	}
	switch len(given) {
	case 0:
		return fmt.Errorf("say where the session comes from, with one of --%s", strings.Join(names, ", --"))
	case 1:
		return nil
	}
	return fmt.Errorf("%s cannot be used together: give one of them", strings.Join(given, " and "))
}
