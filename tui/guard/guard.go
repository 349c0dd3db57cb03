// Package guard keeps Bubble Tea from asking the terminal for its background colour in its package init.
//
// The question waits up to five seconds on a terminal that does not answer, even where the program only
// prints its help. Go initialises packages in the order of their import paths as soon as their imports are
// ready; this package imports only Lip Gloss and its path sorts before github.com/charmbracelet/bubbletea,
// so that the answer is already set when Bubble Tea looks. Colours come from the theme in the settings.
package guard

import "github.com/charmbracelet/lipgloss"

func init() { lipgloss.SetHasDarkBackground(true) }
