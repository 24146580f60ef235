/** Admin HTTP: releases read and written by programs; loopback only, unless set otherwise. */
package io.saccade.processor.http;
