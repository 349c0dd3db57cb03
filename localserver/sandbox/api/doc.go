// Package api answers the provider's paths: parameters, the key, sessions, imports and their replies, aggregated data and the
// Analytical Services, as the scenario of whoever asks wants it.
package api
