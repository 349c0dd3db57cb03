// Package helpcmd has the commands that tell about the program: help with its topics, version, man pages; and the completion
// of what stands on a command line.
package helpcmd

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"aisdesk/cmd/aisdesk/internal/cli"
	"aisdesk/localserver/sandbox"
)

// Commands are the commands about the program itself.
func Commands(p *cli.Program) []*cobra.Command {
	prog := commands{p}
	return []*cobra.Command{prog.versionCommand(), prog.manCommand()}
}

type commands struct{ *cli.Program }

// Install gives the root command its help, the examples of commands that have too few, and completion.
func Install(p *cli.Program, root *cobra.Command) {
	prog := commands{p}
	root.SetHelpCommand(prog.helpCommand(root))
	addExamples(root)
	prog.complete(root)
}

// helpCommand prints the help of a command or a topic. What is neither is a mistake.
func (prog commands) helpCommand(root *cobra.Command) *cobra.Command {
	c := &cobra.Command{
		Use:   "help [COMMAND|TOPIC]",
		Short: "Help about any command, or about filter, scenarios, exit-codes, files, customers",
		Example: `  aisdesk help filter
  aisdesk help sandbox trigger`,
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return root.Help()
			}
			for _, t := range topics {
				if len(args) == 1 && t.name == args[0] {
					return t.print(prog.Out)
				}
			}
			found, rest, err := root.Find(args)
			if err != nil || len(rest) > 0 || found == root {
				return cli.Usage(unknownTopic(root, args))
			}
			return found.Help()
		},
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			at, _, err := root.Find(args)
			if err != nil {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return names(at, len(args) == 0), cobra.ShellCompDirectiveNoFileComp
		},
	}
	prog.Mark(c)
	cli.NoSettings(c)
	return c
}

// names are the commands below one, and the topics.
func names(of *cobra.Command, withTopics bool) (out []string) {
	for _, c := range of.Commands() {
		if c.IsAvailableCommand() {
			out = append(out, c.Name())
		}
	}
	if withTopics {
		for _, t := range topics {
			out = append(out, t.name)
		}
	}
	return out
}

func unknownTopic(root *cobra.Command, args []string) error {
	at, rest, err := root.Find(args)
	if err != nil || len(rest) == 0 {
		at, rest = root, args
	}
	return cli.Unknown("command or topic", rest[0], names(at, at == root))
}

// topic is a help page that is about no single command.
type topic struct {
	name  string
	print func(io.Writer) error
}

var topics = []topic{{"filter", printFilter}, {"scenarios", printScenarios}, {"exit-codes", printExitCodes}, {"files", printFiles}, {"customers", printCustomers}}

func printCustomers(w io.Writer) error {
	_, err := io.WriteString(w, sandbox.CustomersFormat())
	return err
}

func plain(s string) func(io.Writer) error {
	return func(w io.Writer) error { _, err := fmt.Fprint(w, s); return err }
}
