// Package hub is a client of the Hugging Face Hub and of its mirrors: search, model cards,
// file trees and where a file's bytes are to be had. It downloads nothing itself.
package hub
