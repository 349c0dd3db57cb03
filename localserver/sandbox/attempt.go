package sandbox

// attempt is one sign-in in the widget that is not finished.
type attempt struct{}
