// Package early ends the program quietly by signals that come while its packages are initialised, before main.
//
// Go initialises a package as soon as its imports are ready, those first whose paths sort first. This one imports little of the
// standard library, so that it comes before all that takes time.
package early
