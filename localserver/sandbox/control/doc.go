// Package control serves the second origin: the widget with its bank, the page behind redirection links, and the control
// page with its API, by which scenarios and the clock change.
package control
