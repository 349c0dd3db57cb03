package main

import (
	_ "embed" // the script
	"io"
	"regexp"

	"github.com/spf13/cobra"
)

// bashScript completes in bash. That of cobra needs the package bash-completion, completes nothing in quotes, and none of a list
// with commas whose values have descriptions.
//
//go:embed completion.bash
var bashScript string

// describedInBash is the line that puts descriptions beside several values.
var describedInBash = regexp.MustCompile(`about\+=\(.*`)

// bashPackage is what cobra says of its own script.
const bashPackage = `This script depends on the 'bash-completion' package.
If it is not installed already, you can install it via your OS's package manager.

`

// bash writes the script for bash.
func bash(c *cobra.Command, _ []string) error {
	plain, err := c.Flags().GetBool("no-descriptions")
	script := bashScript
	if plain {
		script = describedInBash.ReplaceAllString(script, "about+=('')")
	}
	if err == nil {
		_, err = io.WriteString(c.OutOrStdout(), script)
	}
	return err
}
