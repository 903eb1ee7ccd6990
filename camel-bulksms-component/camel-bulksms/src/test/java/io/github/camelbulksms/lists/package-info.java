/**
 * Lists as people and their tools write them, and who may be sent to. Written from the promise alone: nothing in here
 * shares code with the component, and nothing in here knows its classes but the component itself and its headers.
 */
package io.github.camelbulksms.lists;
