/** What the {@code tandem6} command does besides starting one service: bring a whole pair up. */
@NullMarked
package io.tandem6.cli;

import org.jspecify.annotations.NullMarked;
